import type { JournalEntry } from '../../ports.ts';
import type { Expectation, Failure } from './expectation.ts';
import { meets } from './match.ts';

/**
 * The first expectation that is not met behind those before it, or null: each takes, behind the entries that the ones before took,
 * as many as it needs at least. Other entries may stand between them.
 */
export function outOfOrder(
  expectations: readonly Expectation[],
  entries: readonly JournalEntry[],
): Failure | null {
  let from = 0;
  for (const [at, { match, criteria, extent }] of expectations.entries()) {
    const fits = meets(criteria);
    for (let taken = 0; taken < extent.min; taken += 1) {
      const place = entries.findIndex((entry, index) => index >= from && fits(entry));
      if (place === -1) {
        const last = entries[from - 1]?.seq ?? 0;
        const message = `expect[${at}] was found, but not behind what is expected before it, which ends at entry ${last}.`;
        return { expectation: at, message, match, found: entries.filter(fits).length };
      }
      from = place + 1;
    }
  }
  return null;
}
