import type { Verdict } from './run.ts';

/** The exit codes of the command. */
export const EXIT = { holds: 0, violation: 1, usage: 2, incomplete: 3, harness: 4 } as const;

/**
 * 0 when every applicable requirement holds. What no check can observe from outside (`deferred`) and what is about tools that
 * the connector does not offer is reported and does not count; what could not be judged this time does.
 */
export function exitCodeOf(verdicts: readonly Verdict[]): number {
  if (verdicts.some(({ status }) => status === 'fail')) return EXIT.violation;
  if (verdicts.some(({ fault }) => fault !== undefined)) return EXIT.harness;
  const applicable = verdicts.filter(({ check, applies }) => check !== 'deferred' && applies !== false);
  const incomplete = applicable.length === 0 || applicable.some(({ status }) => status === 'not_tested');
  return incomplete ? EXIT.incomplete : EXIT.holds;
}
