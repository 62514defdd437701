import type { Reckoning } from '../baseline/baseline.ts';
import type { Verdict } from '../run.ts';

/** The exit codes of the command. */
export const EXIT = { holds: 0, violation: 1, usage: 2, incomplete: 3, harness: 4 } as const;

/** What a run comes to, in one word. */
export const OUTCOMES = ['holds', 'violated', 'incomplete', 'suite_failed'] as const;
export type Outcome = (typeof OUTCOMES)[number];

const EXIT_OF: Readonly<Record<Outcome, number>> = {
  holds: EXIT.holds,
  violated: EXIT.violation,
  incomplete: EXIT.incomplete,
  suite_failed: EXIT.harness,
};

const WITHOUT_BASELINE: Reckoning = { known: new Map(), stale: [], expired: [] };

/**
 * A run holds when every applicable requirement holds, but for what the baseline covers. What no check can observe from outside
 * (`deferred`) and what is about tools that the connector does not offer is reported and does not count; what could not be
 * judged this time does. A baseline with stale or expired entries is a violation by itself.
 */
export function outcomeOf(
  verdicts: readonly Verdict[],
  { known, stale, expired }: Reckoning = WITHOUT_BASELINE,
): Outcome {
  const violated = verdicts.some(({ status, requirement }) => status === 'fail' && !known.has(requirement));
  if (violated || stale.length + expired.length > 0) return 'violated';
  if (verdicts.some(({ fault }) => fault !== undefined)) return 'suite_failed';
  const applicable = verdicts.filter(({ check, applies }) => check !== 'deferred' && applies !== false);
  const incomplete = applicable.length === 0 || applicable.some(({ status }) => status === 'not_tested');
  return incomplete ? 'incomplete' : 'holds';
}

/** The exit code of a run. */
export function exitCodeOf(verdicts: readonly Verdict[], reckoning?: Reckoning): number {
  return EXIT_OF[outcomeOf(verdicts, reckoning)];
}
