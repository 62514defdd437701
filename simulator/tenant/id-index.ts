import { partsOf } from './grown-list.ts';

/** Finds rows by id; the index of a list is built at its first use. */
export function createIdIndex<Row extends { id: string }>(): (
  rows: readonly Row[],
  id: string,
) => Row | undefined {
  const indexes = new WeakMap<readonly Row[], ReadonlyMap<string, Row>>();

  function indexOf(rows: readonly Row[]): ReadonlyMap<string, Row> {
    const index = indexes.get(rows) ?? new Map(rows.map((row) => [row.id, row]));
    indexes.set(rows, index);
    return index;
  }
  return (rows, id) => {
    const { base, gone, added } = partsOf(rows);
    return indexOf(added).get(id) ?? (gone.has(id) ? undefined : indexOf(base).get(id));
  };
}
