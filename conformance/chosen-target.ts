import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import type { Person, Target, Who } from './connector.ts';
import { startOurs } from './ours.ts';
import type { Surroundings } from './surroundings.ts';

/** What the command line says about the connector to judge. */
export interface TargetOptions {
  control?: URL;
  user?: Partial<Record<Who, Person>>;
  token?: Partial<Record<Who, Person>>;
}

/** Does something with the connector at the address; without one, with that of this repository, which lives as long as that takes. */
export async function withTarget(
  url: URL | undefined,
  { control, user, token }: TargetOptions,
  around: Surroundings,
  command: CommandUnknownOpts,
  action: (target: Target, sameAgain: string) => Promise<void>,
): Promise<void> {
  if (url !== undefined) {
    const people = { ...token, ...user };
    const target: Target = { url, fetch: around.fetch, people, ...(control !== undefined && { control }) };
    await action(target, sameTarget(target));
    return;
  }
  if ([control, user, token].some((given) => given !== undefined)) {
    command.error('error: --control, --user and --token go with the address of a connector');
  }
  const ours = await startOurs(around.environment, around.fetch);
  try {
    await action(ours.target, '');
  } finally {
    await ours.stop();
  }
}

/** The options that lead to the same connector, passwords and tokens left out. */
function sameTarget({ url, control, people }: Target): string {
  const users = Object.entries(people).map(([who, person]) =>
    'token' in person ? ` --token ${who}=@FILE` : ` --user ${who}=${person.email}:PASSWORD`,
  );
  return `${users.join('')}${control === undefined ? '' : ` --control ${control.href}`} ${url.href}`;
}
