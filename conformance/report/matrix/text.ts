import { styleText } from 'node:util';
import { AREAS } from '../../ledger/requirement.ts';
import type { Matrix, Progress, Row } from '../../selftest/matrix.ts';
import { isProven, totalsOf } from '../../selftest/totals.ts';
import type { Share } from '../../selftest/totals.ts';
import { printable } from '../printable.ts';

const WIDTH = 160;
const NAMED = 3;

/** One character for one proof, the area before the first of its own. */
export function proofMark({ area, proof }: Progress, last: string | null): string {
  const sign = proof.broken === null ? styleText('green', '.') : styleText('red', 'B');
  return area === last ? sign : `${last === null ? '' : '\n'}${area.padEnd(13)}${sign}`;
}

/** The matrix for a person: a line for each requirement, the degenerate connectors, what is broken, and the sum. */
export function matrixText(matrix: Matrix, seconds: number): string {
  const { broken } = totalsOf(matrix);
  const width = Math.max(...matrix.rows.map(({ requirement }) => requirement.length));
  return [
    styleText('dim', `${'requirement'.padEnd(width + 4)}keyword  level  sound  caught  hidden saboteurs`),
    ...AREAS.flatMap((area) => areaLines(area, matrix, width)),
    ...degenerateLines(matrix),
    ...broken.map(
      ({ requirement, reason }) => `${styleText('red', 'BROKEN')} ${requirement}: ${line(reason)}`,
    ),
    ...(broken.length === 0 ? [] : ['']),
    summary(matrix, seconds),
  ].join('\n');
}

function areaLines(area: string, { rows, deferred }: Matrix, width: number): string[] {
  const isOwn = (id: string) => id.startsWith(`${area}.`);
  const own = rows.filter(({ requirement }) => isOwn(requirement));
  const unseen = deferred.filter(isOwn).length;
  if (own.length + unseen === 0) return [];
  const heading = `${styleText('bold', area)}${unseen === 0 ? '' : styleText('dim', `, ${unseen} deferred`)}`;
  return [heading, ...own.map((row) => rowLine(row, width)), ''];
}

function rowLine(row: Row, width: number): string {
  const caught = row.saboteurs.filter(({ broken }) => broken === null).length;
  const hidden = [...new Set(row.saboteurs.flatMap(({ hides }) => hides ?? []))].join(', ');
  const accepts = row.accepts.length > 0 && row.accepts.every(({ broken }) => broken === null);
  return [
    `  ${mark(isProven(row))} ${row.requirement.padEnd(width)}`,
    row.severity.padEnd(7),
    row.level.padEnd(5),
    `  ${mark(accepts)}  `,
    `${caught}/${row.saboteurs.length}`.padStart(5),
    ` ${styleText('cyan', hidden)}`,
    ...noticedBy(row),
  ]
    .join('  ')
    .trimEnd();
}

/** Which other checks see at least one saboteur of this requirement. */
function noticedBy({ saboteurs }: Row): string[] {
  const others = [...new Set(saboteurs.flatMap(({ noticed }) => noticed ?? []))];
  if (others.length === 0) return [];
  const more = others.length > NAMED ? ` and ${others.length - NAMED} more` : '';
  return [styleText('dim', `also seen by ${others.slice(0, NAMED).join(', ')}${more}`)];
}

function degenerateLines({ degenerates }: Matrix): string[] {
  return [
    styleText('bold', 'degenerate connectors'),
    ...degenerates.map(({ breaks, seen, rejected, broken }) => {
      const more = rejected.length > NAMED ? ` and ${rejected.length - NAMED} more` : '';
      return `  ${mark(broken === null)} one that ${breaks}: ${seen}, by ${rejected.slice(0, NAMED).join(', ')}${more}`;
    }),
    '',
  ];
}

function summary(matrix: Matrix, seconds: number): string {
  const { requirements, musts, saboteurs, hidden, degenerates, broken } = totalsOf(matrix);
  const hiding = hidden.map(({ hides, share }) => `${share.of} ${hides}`).join(', ');
  return [
    `${shown(musts)} MUSTs and ${shown(requirements)} requirements proven, ${matrix.deferred.length} deferred`,
    `${shown(saboteurs)} saboteurs acted and were caught for the reason that they name (hidden: ${hiding})`,
    `${shown(degenerates)} degenerate connectors rejected`,
    broken.length === 0
      ? `${styleText('green', 'every proof holds')}, ${seconds.toFixed(1)} s`
      : `${styleText('red', `${broken.length} broken`)}, ${seconds.toFixed(1)} s`,
  ].join('\n');
}

function shown({ proven, of }: Share): string {
  return `${proven} of ${of}`;
}

function mark(good: boolean): string {
  return good ? styleText('green', '✓') : styleText('red', '✗');
}

function line(text: string): string {
  const safe = printable(text);
  return safe.length <= WIDTH ? safe : `${safe.slice(0, WIDTH)}…`;
}
