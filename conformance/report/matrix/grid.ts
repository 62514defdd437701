import { html } from 'hono/html';
import type { Matrix, Row } from '../../selftest/matrix.ts';

const CELL = 9;
const MARGIN = 92;

/** Every saboteur against every requirement: its own check on the diagonal, the others that notice it beside. */
export function grid({ rows }: Matrix) {
  const saboteurs = rows.flatMap((row) => row.saboteurs.map((saboteur) => ({ row, saboteur })));
  const [width, height] = [MARGIN + rows.length * CELL, MARGIN + saboteurs.length * CELL];
  const column = (id: string) => rows.findIndex(({ requirement }) => requirement === id);
  const cells = saboteurs.flatMap(({ row, saboteur }, line) => [
    cell(line, column(row.requirement), saboteur.broken === null ? 'own' : 'missed', {
      by: row.requirement,
      breaks: saboteur.breaks,
    }),
    ...(saboteur.noticed ?? []).map((id) =>
      cell(line, column(id), 'other', { by: id, breaks: saboteur.breaks }),
    ),
  ]);
  return html`<div class="wide">
    <svg
      viewBox="0 0 ${width} ${height}"
      width="${width}"
      height="${height}"
      role="img"
      aria-labelledby="grid"
    >
      <title id="grid">
        Saboteurs downwards, requirements across: a mark where the check of a requirement notices a saboteur
      </title>
      ${areasIn(rows, () => 1).map(
        ({ area, from, size }) =>
          html`<line class="rule" x1="${at(from)}" x2="${at(from)}" y1="0" y2="${height}" />
            <text transform="translate(${at(from + size / 2) + 4} ${MARGIN - 6}) rotate(-90)">${area}</text>`,
      )}
      ${areasIn(rows, (row) => row.saboteurs.length).map(
        ({ area, from, size }) =>
          html`<line class="rule" x1="0" x2="${width}" y1="${at(from)}" y2="${at(from)}" />
            <text x="0" y="${at(from + size / 2) + 4}">${area}</text>`,
      )}
      ${cells}
    </svg>
  </div>`;
}

function cell(line: number, column: number, kind: string, { by, breaks }: { by: string; breaks: string }) {
  return html`<rect
    class="${kind}"
    x="${at(column)}"
    y="${at(line)}"
    width="${CELL - 1}"
    height="${CELL - 1}"
  >
    <title>${by} notices a connector that ${breaks}</title>
  </rect>`;
}

function at(index: number): number {
  return MARGIN + index * CELL;
}

/** Where each area begins and how long it is, in cells. */
function areasIn(rows: readonly Row[], length: (row: Row) => number) {
  let from = 0;
  return [...Map.groupBy(rows, ({ requirement }) => requirement.split('.')[0] ?? '')].map(([area, own]) => {
    const size = own.reduce((sum, row) => sum + length(row), 0);
    from += size;
    return { area, from: from - size, size };
  });
}
