import type { FoundCheck } from './discover.ts';
import { requirement, REQUIREMENTS } from './requirements.ts';
import type { Requirement } from './requirement.ts';

/** All requirements, one line each: how hard, from which level on, judged by what. */
export function listText(checks: readonly FoundCheck[]): string {
  const width = Math.max(...REQUIREMENTS.map(({ id }) => id.length));
  return REQUIREMENTS.map((row) =>
    [row.id.padEnd(width), row.keyword.padEnd(6), row.level, judgedBy(row, checks), row.clause].join('  '),
  ).join('\n');
}

/** All that the suite knows of one requirement. */
export function explainText(id: string, checks: readonly FoundCheck[]): string {
  const row = requirement(id);
  const own = checks.filter(({ check }) => check.requirement === id);
  return [
    `${row.id} (${row.keyword}, level ${row.level})`,
    `  ${row.clause}`,
    `  from: ${row.section}`,
    ...row.sentence_sha256.map((hash) => `  sentence: sha256 ${hash}`),
    ...(row.deferred === undefined ? [] : [`  deferred: ${row.deferred}`]),
    ...own.flatMap((found) => [
      `  check: conformance/checks/${found.id}.check.ts`,
      ...found.check.saboteurs.map(({ breaks }) => `    catches a connector that ${breaks}`),
    ]),
    ...(own.length === 0 ? [] : [`  run it: npm run conformance -- --only ${row.id}`]),
  ].join('\n');
}

function judgedBy(row: Requirement & { id: string }, checks: readonly FoundCheck[]): string {
  if (row.deferred !== undefined) return `deferred: ${row.deferred}`;
  return checks.flatMap(({ id, check }) => (check.requirement === row.id ? [id] : [])).join(', ');
}
