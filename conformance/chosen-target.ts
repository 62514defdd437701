import { fileURLToPath } from 'node:url';
import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import { startAssembly } from './assembly.ts';
import type { Person, Target, Who } from './connector.ts';
import type { Surroundings } from './surroundings.ts';

/** The module that assembles the connector of this repository, as package.json names it. */
const OURS = fileURLToPath(import.meta.resolve('#assembly'));

/** What the command line says about the connector to judge. */
export interface TargetOptions {
  control?: URL;
  inProcess?: string;
  user?: Partial<Record<Who, Person>>;
  token?: Partial<Record<Who, Person>>;
}

/** Does something with the connector at the address; without one, with that of this repository, which lives as long as that takes. */
export async function withTarget(
  url: URL | undefined,
  { control, inProcess, user, token }: TargetOptions,
  around: Surroundings,
  command: CommandUnknownOpts,
  action: (target: Target, sameAgain: string) => Promise<void>,
): Promise<void> {
  if (url !== undefined) {
    if (inProcess !== undefined) {
      command.error('error: --in-process assembles a connector by itself: give no address');
    }
    const people = { ...token, ...user };
    const target: Target = { url, fetch: around.fetch, people, ...(control !== undefined && { control }) };
    await action(target, sameTarget(target));
    return;
  }
  if ([control, user, token].some((given) => given !== undefined)) {
    command.error('error: --control, --user and --token go with the address of a connector');
  }
  const assembled = await startAssembly(inProcess ?? OURS);
  try {
    await action(assembled.target, inProcess === undefined ? '' : ` --in-process ${inProcess}`);
  } finally {
    await assembled.stop();
  }
}

/** The options that lead to the same connector, passwords and tokens left out. */
function sameTarget({ url, control, people }: Target): string {
  const users = Object.entries(people).map(([who, person]) =>
    'token' in person ? ` --token ${who}=@FILE` : ` --user ${who}=${person.email}:PASSWORD`,
  );
  return `${users.join('')}${control === undefined ? '' : ` --control ${control.href}`} ${url.href}`;
}
