import { readFileSync } from 'node:fs';

/** A secret that cannot be had. The message never holds any part of it. */
export class SecretError extends Error {
  override readonly name = 'SecretError';
}

/**
 * Reads a secret from `env:NAME` or `@FILE`. Nothing else is taken: what stands on a command line is in the history of the shell
 * and in the list of processes.
 */
export function readSecret(option: string, source: string, environment: NodeJS.ProcessEnv): string {
  const secret = source.startsWith('env:')
    ? environment[source.slice('env:'.length)]
    : source.startsWith('@')
      ? fileText(option, source.slice(1))
      : undefined;
  if (secret === undefined && !/^(?:env:|@)/.test(source)) {
    throw new SecretError(`${option} takes env:NAME or @FILE, so that no secret stands on the command line.`);
  }
  const trimmed = secret?.trim() ?? '';
  if (!/^[\x21-\x7e]+$/.test(trimmed)) throw new SecretError(`${option}: there is no token in ${source}.`);
  return trimmed;
}

function fileText(option: string, path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    throw new SecretError(`${option}: the file ${path} cannot be read.`);
  }
}
