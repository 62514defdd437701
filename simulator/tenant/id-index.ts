import { indexOfId, tableOf } from '#fixtures/long-list/long-list.ts';
import { partsOf } from './grown-list.ts';

/** Finds rows by id; the index of a list is built at its first use, and a table needs none. */
export function createIdIndex<Row extends { id: string }>(): (
  rows: readonly Row[],
  id: string,
) => Row | undefined {
  const indexes = new WeakMap<readonly Row[], ReadonlyMap<string, Row>>();

  function find(rows: readonly Row[], id: string): Row | undefined {
    const table = tableOf(rows);
    if (table !== undefined) {
      const index = indexOfId(table, id);
      return index === undefined ? undefined : table.row(index);
    }
    const index = indexes.get(rows) ?? new Map(rows.map((row) => [row.id, row]));
    indexes.set(rows, index);
    return index.get(id);
  }
  return (rows, id) => {
    const { base, gone, added } = partsOf(rows);
    return find(added, id) ?? (gone.has(id) ? undefined : find(base, id));
  };
}
