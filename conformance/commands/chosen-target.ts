import { fileURLToPath } from 'node:url';
import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import { loadAssembly, startAssembly } from '../witness/assembly.ts';
import type { Person } from '../client/token-source.ts';
import type { Target, Who } from '../connector.ts';
import type { Reached } from '../report/report.ts';
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
  action: (target: Target, reached: Reached) => Promise<void>,
): Promise<void> {
  if (url !== undefined) {
    if (inProcess !== undefined) {
      command.error('error: --in-process assembles a connector by itself: give no address');
    }
    if ([url, control].some((address) => address && address.username + address.password !== '')) {
      command.error(
        'error: an address with a name or password in it would stand in every report: use --user or --token',
      );
    }
    const people = { ...token, ...user };
    const twice = sameInTwo(people);
    if (twice !== null) command.error(`error: ${twice} are the same user: the rules could not be told apart`);
    const target: Target = { url, fetch: around.fetch, people, ...(control !== undefined && { control }) };
    await action(target, reachedBy(target));
    return;
  }
  if ([control, user, token].some((given) => given !== undefined)) {
    command.error('error: --control, --user and --token go with the address of a connector');
  }
  const assemble = await loadAssembly(inProcess ?? OURS, (what) => command.error(`error: ${what}`));
  const assembled = await startAssembly(assemble);
  try {
    await action(assembled.target, inProcess === undefined ? {} : { in_process: inProcess });
  } finally {
    await assembled.stop();
  }
}

/** Two of the people who are one; null where they are not. */
function sameInTwo(people: TargetOptions['user'] = {}): string | null {
  const seen = new Map<string, string>();
  for (const [who, person] of Object.entries(people)) {
    const one = 'token' in person ? person.token : person.email.toLowerCase();
    const before = seen.get(one);
    if (before !== undefined) return `${before} and ${who}`;
    seen.set(one, who);
  }
  return null;
}

/** How the command line leads to a target, passwords and tokens left out. */
function reachedBy({ url, control, people }: Target): Reached {
  const sources = Object.entries(people).map(([who, person]) => [
    who,
    'token' in person ? (person.place ?? '@FILE') : person.email,
  ]);
  return {
    url: url.href,
    ...(control !== undefined && { control: control.href }),
    people: Object.fromEntries(sources),
  };
}
