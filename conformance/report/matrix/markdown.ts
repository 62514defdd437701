import type { Matrix, Row } from '../../selftest/matrix.ts';
import { isProven, totalsOf } from '../../selftest/totals.ts';
import type { Share } from '../../selftest/totals.ts';

/** The matrix as Markdown: what is broken, then a row for each requirement. */
export function matrixMarkdown(matrix: Matrix): string {
  const { musts, requirements, saboteurs, degenerates, broken } = totalsOf(matrix);
  return [
    '# Self-test',
    '',
    `${shown(musts)} MUSTs and ${shown(requirements)} requirements proven, ${shown(saboteurs)} saboteurs caught, ` +
      `${shown(degenerates)} degenerate connectors rejected.`,
    '',
    ...broken.map(({ requirement, reason }) => `- **broken** \`${requirement}\`: ${cell(reason)}`),
    ...(broken.length === 0 ? [] : ['']),
    '| | requirement | keyword | a connector is caught that … |',
    '| --- | --- | --- | --- |',
    ...matrix.rows.map(rowOf),
    '',
    '| | a connector is rejected that … | by |',
    '| --- | --- | --- |',
    ...matrix.degenerates.map(({ breaks, rejected, broken: reason }) =>
      row([mark(reason === null), cell(breaks), rejected.map((id) => `\`${id}\``).join(', ')]),
    ),
    '',
  ].join('\n');
}

function rowOf(proven: Row): string {
  const saboteurs = proven.saboteurs.map(({ breaks, hides, noticed, broken }) => {
    const hidden = hides === null ? '' : ` *(hides: ${hides})*`;
    const others = noticed === null || noticed.length === 0 ? '' : ` (also seen by ${noticed.join(', ')})`;
    return `${mark(broken === null)} ${cell(breaks)}${hidden}${others}`;
  });
  return row([mark(isProven(proven)), `\`${proven.requirement}\``, proven.severity, saboteurs.join('<br>')]);
}

function row(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`;
}

/** Text that can neither end its cell nor be markup. */
function cell(text: string): string {
  return text.replaceAll(/\s+/gu, ' ').replaceAll(/[\\|`*_<>[\]]/gu, String.raw`\$&`);
}

function mark(good: boolean): string {
  return good ? '✓' : '✗';
}

function shown({ proven, of }: Share): string {
  return `${proven} of ${of}`;
}
