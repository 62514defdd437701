import type { Report } from '../report/report.ts';
import { LEVELS } from '../ledger/requirement.ts';
import type { Level } from '../ledger/requirement.ts';
import { requirement } from '../ledger/requirements.ts';

/** The requirements up to a level that apply and were not judged: a release may not rest on them. */
export function unjudged({ results }: Report, level: Level): string[] {
  const needed = LEVELS.slice(0, LEVELS.indexOf(level) + 1);
  return results
    .filter(
      ({ status, check, applies }) => status === 'not_tested' && check !== 'deferred' && applies !== false,
    )
    .map(({ requirement: id }) => id)
    .filter((id) => needed.includes(requirement(id).level));
}
