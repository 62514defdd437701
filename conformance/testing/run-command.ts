import { runCommandLine } from '../commands/command-line.ts';
import type { Surroundings } from '../commands/surroundings.ts';
import type { Fetch } from '../client/wire.ts';

const nowhere: Fetch = async () => {
  throw new TypeError('fetch failed');
};

/** Runs the conformance command as a terminal would, and gives what it said and its exit code. */
export async function runCommand(
  args: string[],
  fetch: Fetch = nowhere,
  changes: Partial<Surroundings> = {},
) {
  const [printed, noted]: [string[], string[]] = [[], []];
  const code = await runCommandLine(args, {
    environment: {},
    fetch,
    chance: 4711,
    today: '2026-11-23',
    screen: { columns: 100, rows: 40, live: false },
    print: (text) => printed.push(text),
    note: (text) => noted.push(text),
    ...changes,
  });
  return { code, printed: printed.join('\n'), noted: noted.join('') };
}
