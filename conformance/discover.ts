import { globSync } from 'node:fs';
import { join } from 'node:path';
import type { Check } from './define.ts';

/** A check and its id, which is where its file lies: `catalog/name-format`. */
export interface FoundCheck {
  readonly id: string;
  readonly check: Check;
}

/** Every `*.check.ts` under `checks/`, in the order of their ids. */
export async function discoverChecks(): Promise<FoundCheck[]> {
  const directory = join(import.meta.dirname, 'checks');
  const files = globSync('**/*.check.ts', { cwd: directory }).toSorted();
  if (files.length === 0) throw new Error(`no checks found in ${directory}`);
  return Promise.all(
    files.map(async (file) => {
      const module: { default?: unknown } = await import(join(directory, file));
      if (!isCheck(module.default)) throw new Error(`${file} has no check as its default export`);
      return { id: file.replaceAll('\\', '/').replace(/\.check\.ts$/u, ''), check: module.default };
    }),
  );
}

function isCheck(value: unknown): value is Check {
  return (
    typeof value === 'object' &&
    value !== null &&
    'requirement' in value &&
    'run' in value &&
    'saboteurs' in value
  );
}
