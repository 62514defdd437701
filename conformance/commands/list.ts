import { styleText } from 'node:util';
import type { Requirement } from '../ledger/requirement.ts';

/** Requirements, one line each: how hard, from which level on, and what they ask for; what no check judges is marked. */
export function listText(rows: readonly Requirement[]): string {
  const width = Math.max(...rows.map(({ id }) => id.length), 0);
  return rows
    .map(({ id, keyword, level, clause, deferred }) => {
      const mark = deferred === undefined ? '' : styleText('dim', 'deferred: ');
      return [id.padEnd(width), keyword.padEnd(6), level, `${mark}${clause}`].join('  ');
    })
    .join('\n');
}
