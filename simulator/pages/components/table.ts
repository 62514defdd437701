import { html } from 'hono/html';
import type { Html } from '../define.ts';

export interface Column<Row> {
  head: string;
  cell: (row: Row) => Html | string | number;
  /** Numbers are right-aligned; the `name` of a row heads it. */
  kind?: 'name' | 'number';
}

export interface Table<Row> {
  /** Says what the rows are, and what holds for all of them, as the zone of their times. */
  caption: string;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  /** The fragment that leads to a row. */
  id?: (row: Row) => string;
}

/** Rows under a head that stays in sight; on small screens each row becomes a block that names its cells. */
export function table<Row>({ caption, columns, rows, id }: Table<Row>): Html {
  return html`<div class="table-box">
    <table class="table">
      <caption>
        ${caption}
      </caption>
      <thead>
        <tr>
          ${columns.map(
            ({ head, kind }) =>
              html`<th scope="col" ${kind === 'number' && html`class="number"`}>${head}</th>`,
          )}
        </tr>
      </thead>
      <tbody>
        ${rows.map((row) => tableRow(columns, row, id?.(row)))}
      </tbody>
    </table>
  </div>`;
}

/** One row of such a table. */
export function tableRow<Row>(columns: readonly Column<Row>[], row: Row, id?: string): Html {
  return html`<tr ${id !== undefined && html`id="${id}"`}>
    ${columns.map((column) => cell(column, row))}
  </tr>`;
}

function cell<Row>({ head, kind, cell: content }: Column<Row>, row: Row): Html {
  if (kind === 'name') return html`<th scope="row" class="row-name">${content(row)}</th>`;
  return html`<td data-label="${head}" ${kind === 'number' && html`class="number"`}>
    <div>${content(row)}</div>
  </td>`;
}
