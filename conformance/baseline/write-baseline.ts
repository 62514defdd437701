import type { Verdict } from '../run.ts';
import { BASELINE_SCHEMA } from './baseline.ts';
import type { KnownFailure } from './baseline.ts';

const DAYS = 30;
const DAY_MS = 24 * 60 * 60 * 1000;

/**
 * A baseline of what fails now, safety aside. Entries keep the words of the baseline of the run; what is new waits for a
 * reason and an owner, and is refused until it has them.
 */
export function baselineText(
  verdicts: readonly Verdict[],
  baseline: readonly KnownFailure[],
  today: string,
): string {
  const failing = verdicts.filter(({ status }) => status === 'fail').map(({ requirement }) => requirement);
  const expires = new Date(Date.parse(today) + DAYS * DAY_MS).toISOString().slice(0, 10);
  const known = [...new Set(failing)]
    .filter((requirement) => !requirement.startsWith('safety.'))
    .toSorted()
    .map(
      (requirement) =>
        baseline.find((entry) => entry.requirement === requirement) ?? {
          requirement,
          reason: '',
          owner: '',
          expires,
        },
    );
  return `${JSON.stringify({ schema: BASELINE_SCHEMA, known }, null, 2)}\n`;
}
