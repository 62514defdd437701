import { partsOf } from '../../tenant/grown-list.ts';

/** The places of a list's rows, by the name of an order. */
const orders = new WeakMap<readonly object[], Map<string, readonly number[]>>();

/**
 * A list in an order of that name. What the world began with is sorted once and kept; what changed since is sorted in, so that one
 * draft does not cost the order of a hundred thousand others.
 */
export function orderedRows<Row extends { id: string }>(
  rows: readonly Row[],
  name: string,
  order: (a: Row, b: Row) => number,
): readonly Row[] {
  const { base, gone, added } = partsOf(rows);
  const kept = sortedOnce(base, name, order);
  if (base === rows) return kept;
  const changed = added.toSorted(order);
  const merged: Row[] = [];
  let next = 0;
  for (const row of kept) {
    if (gone.has(row.id)) continue;
    for (let one = changed[next]; one !== undefined && order(one, row) < 0; one = changed[next]) {
      merged.push(one);
      next += 1;
    }
    merged.push(row);
  }
  return [...merged, ...changed.slice(next)];
}

function sortedOnce<Row extends object>(
  base: readonly Row[],
  name: string,
  order: (a: Row, b: Row) => number,
): readonly Row[] {
  const byName = orders.get(base) ?? new Map<string, readonly number[]>();
  orders.set(base, byName);
  const places = byName.get(name) ?? placesIn(base, order);
  byName.set(name, places);
  return places.flatMap((place) => base[place] ?? []);
}

function placesIn<Row>(base: readonly Row[], order: (a: Row, b: Row) => number): number[] {
  const numbered = base.map((row, place) => ({ row, place }));
  return numbered.toSorted((a, b) => order(a.row, b.row)).map(({ place }) => place);
}
