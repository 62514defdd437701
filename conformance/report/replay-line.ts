import type { Reached } from './report.ts';

/** Sequences of tools that read, and as many of those that draft, where nobody asks for another number: 2,000 in all. */
export const STANDARD_RUNS = 1000;

const PLAIN = /^[\w@%+=:,./-]+$/u;

/** The command that shows a result again, to be pasted into a shell. Passwords come from variables: `$WIDE_PASSWORD`. */
export function replayLine({
  requirement,
  seed,
  runs,
  path,
  reached: { url, control, in_process: inProcess, people = {} },
}: {
  requirement: string;
  seed: number;
  runs: number;
  path: string | null;
  reached: Reached;
}): string {
  const users = Object.entries(people).map(([who, source]) =>
    /^@|^env:/u.test(source)
      ? `--token ${quoted(`${who}=${source}`)}`
      : `--user ${quoted(`${who}=${source}:`)}"$${variableOf(who)}"`,
  );
  return [
    `npm run conformance -- --only ${requirement} --seed ${seed}`,
    ...(runs === STANDARD_RUNS ? [] : [`--runs ${runs}`]),
    ...(path === null ? [] : [`--path ${path}`]),
    ...(inProcess === undefined ? [] : [`--in-process ${quoted(inProcess)}`]),
    ...users,
    ...(control === undefined ? [] : [`--control ${quoted(control)}`]),
    ...(url === undefined ? [] : [quoted(url)]),
  ].join(' ');
}

/** The variable of the shell that holds the password of a person. */
function variableOf(who: string): string {
  return `${who.replaceAll('-', '_').toUpperCase()}_PASSWORD`;
}

/** One word for a POSIX shell, whatever is in it. */
function quoted(text: string): string {
  return PLAIN.test(text) ? text : `'${text.replaceAll("'", String.raw`'\''`)}'`;
}
