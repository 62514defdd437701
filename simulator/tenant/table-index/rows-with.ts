import { type Table, tableOf } from '#fixtures/long-list/long-list.ts';
import { partsOf } from '../grown-list.ts';

/** One of some values of a property. */
export interface Wanted<Row extends { id: string }> {
  readonly property: string;
  readonly values: readonly string[];
  readonly of: (row: Row) => string;
}

/** The rows of a list that have a wanted value, in its order; of a table only these are made. */
export function rowsWith<Row extends { id: string }>(list: readonly Row[], wanted: Wanted<Row>): Row[] {
  const { base, gone, added } = partsOf(list);
  const before = rowsOf(base, wanted).filter(({ id }) => !gone.has(id));
  return [...before, ...rowsOf(added, wanted)];
}

/** How many rows of a list have a wanted value; of a table none is made. */
export function countWith<Row extends { id: string }>(list: readonly Row[], wanted: Wanted<Row>): number {
  const { base, gone, added } = partsOf(list);
  const table = tableOf(base);
  const indexes = table && indexesOf(table, wanted);
  if (table === undefined || indexes === undefined) return rowsWith(list, wanted).length;
  const left = indexes.filter((index) => !gone.has(String(table.firstId + index)));
  return left.length + rowsOf(added, wanted).length;
}

/** The ids of a list, in its order; of a table no row is made. */
export function idsOf(list: readonly { id: string }[]): string[] {
  const { base, gone, added } = partsOf(list);
  const table = tableOf(base);
  if (table === undefined) return list.map(({ id }) => id);
  const before = Array.from({ length: table.length }, (_, index) => String(table.firstId + index));
  return [...(gone.size === 0 ? before : before.filter((id) => !gone.has(id))), ...added.map(({ id }) => id)];
}

/** The highest number that a property has in a list, and no less than 0; of a table no row is made. */
export function highest<Row extends { id: string }>(
  list: readonly Row[],
  property: string,
  of: (row: Row) => number,
): number {
  const { base, gone, added } = partsOf(list);
  const table = tableOf(base);
  const numberOf = table?.numbers[property];
  let most = 0;
  for (const row of numberOf === undefined ? list : added) most = Math.max(most, of(row));
  if (table === undefined || numberOf === undefined) return most;
  for (let index = 0; index < table.length; index += 1) {
    const number = numberOf(index);
    if (number > most && !gone.has(String(table.firstId + index))) most = number;
  }
  return most;
}

function rowsOf<Row extends { id: string }>(rows: readonly Row[], wanted: Wanted<Row>): Row[] {
  const table = tableOf(rows);
  const indexes = table && indexesOf(table, wanted);
  return table && indexes
    ? indexes.map(table.row)
    : rows.filter((row) => wanted.values.includes(wanted.of(row)));
}

/** Undefined when the table knows nothing of the property. */
function indexesOf<Row extends { id: string }>(
  table: Table<Row>,
  { property, values }: Wanted<Row>,
): number[] | undefined {
  const column = table.columns[property];
  if (column === undefined) return undefined;
  const codes = new Set(values.flatMap(column.codesOf));
  const indexes: number[] = [];
  for (let index = 0; index < table.length; index += 1)
    if (codes.has(column.codeOf(index))) indexes.push(index);
  return indexes;
}
