import type { Outcome } from '../commands/exit-code.ts';
import { AREAS } from '../ledger/requirement.ts';
import type { Report, Result } from './report.ts';

export type Status = Result['status'];

export const STATUSES: readonly Status[] = ['pass', 'fail', 'warn', 'not_tested'];

/** What a status is called where people read it. */
export const STATUS_WORDS: Readonly<Record<Status, string>> = {
  pass: 'pass',
  fail: 'fail',
  warn: 'warn',
  not_tested: 'not tested',
};

/** The colours of the terminal. */
export const COLOURS = { pass: 'green', fail: 'red', warn: 'yellow', not_tested: 'dim' } as const;

/** What an outcome is called. */
export const OUTCOME_WORDS: Readonly<Record<Outcome, string>> = {
  holds: 'Holds',
  violated: 'Violated',
  incomplete: 'Incomplete',
  suite_failed: 'The suite itself failed',
};

/** The verdict in one sentence. */
export function verdictSentence({ outcome, level, totals, results, baseline }: Report): string {
  const open = results.filter(countsAsUntested).length;
  const spoilt = baseline.stale.length + baseline.expired.length;
  const violated = results.filter((result) => result.status === 'fail' && result.known === undefined);
  const failing = new Set(violated.map(({ requirement }) => requirement)).size;
  const reasons = {
    holds: `${totals.pass} of ${counted(totals.pass + totals.warn + totals.fail, 'requirement')} that apply are met`,
    violated: [
      ...(failing > 0 ? [`${counted(failing, 'requirement')} not met`] : []),
      ...(spoilt > 0 ? [`${counted(spoilt, 'entry', 'entries')} of the baseline stale or expired`] : []),
    ].join(', '),
    incomplete: `nothing is violated, but ${counted(open, 'requirement')} could not be judged`,
    suite_failed: 'a check broke down, so nothing is said for sure',
  };
  const known =
    totals.known === 0 ? '' : `; ${counted(totals.known, 'known failure')} covered by the baseline`;
  return `${OUTCOME_WORDS[outcome]} at level ${level}: ${reasons[outcome]}${known}`;
}

/** True for what applies, could be judged in principle, and was not. */
export function countsAsUntested({ status, check, applies }: Result): boolean {
  return status === 'not_tested' && check !== 'deferred' && applies !== false;
}

export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}

/** What was not tested, by reason, the most frequent first. */
export function untestedByReason(results: readonly Result[]): { reason: string; requirements: string[] }[] {
  const groups = Map.groupBy(
    results.filter(({ status, check }) => status === 'not_tested' && check !== 'deferred'),
    ({ message }) => message,
  );
  return [...groups]
    .map(([reason, group]) => ({ reason, requirements: group.map(({ requirement }) => requirement) }))
    .toSorted((one, other) => other.requirements.length - one.requirements.length);
}

/** How many requirements no check can observe. */
export function deferredCount(results: readonly Result[]): number {
  return results.filter(({ check }) => check === 'deferred').length;
}

/** The areas that the results are about, in the order in which requirements are listed. */
export function areasOf(results: readonly Result[]): { area: string; results: Result[] }[] {
  const groups = Map.groupBy(results, ({ requirement }) => requirement.split('.')[0] ?? '');
  const known = AREAS.filter((area) => groups.has(area));
  const others = [...groups.keys()].filter((area) => !known.some((one) => one === area));
  return [...known, ...others].map((area) => ({ area, results: groups.get(area) ?? [] }));
}

export function countOf(results: readonly Result[], status: Status): number {
  return results.filter((result) => result.status === status).length;
}

/** What is done to customers and to other people's data weighs more than the form of a message. */
const HEAVIEST = ['safety', 'permissions'];

/** What failed, in the order of its weight: the heaviest areas, other violations, warnings, and what the baseline covers. */
export function byWeight(results: readonly Result[]): Result[] {
  return results
    .filter(({ status }) => status === 'fail' || status === 'warn')
    .toSorted((one, other) => weight(one) - weight(other));
}

function weight({ status, requirement: id, known }: Result): number {
  if (known !== undefined) return HEAVIEST.length + 2;
  if (status === 'warn') return HEAVIEST.length + 1;
  const heavy = HEAVIEST.findIndex((area) => id.startsWith(`${area}.`));
  return heavy === -1 ? HEAVIEST.length : heavy;
}
