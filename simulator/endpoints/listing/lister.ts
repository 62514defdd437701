import { comparePositions } from './order.ts';
import type { Order, Position } from './order.ts';

interface Placed<Row> {
  row: Row;
  position: Position;
}

export interface Slice<Row> {
  items: Row[];
  total: number;
  /** The position of the last item, when more follow it. */
  next: Position | null;
}

export interface SliceRequest<Row> {
  rows: readonly Row[];
  order: Order<Row>;
  /** Equal keys mean equal filters. */
  filterKey: string;
  matches: (row: Row) => boolean;
  after: Position | null;
  limit: number;
}

/** How many different filters of one list are kept; the oldest goes first. */
const KEPT_FILTERS = 50;

/** Cuts pages out of lists. A list is sorted once for each order, and filtered once for each of the latest filters. */
export function createLister<Row extends object>(): (request: SliceRequest<Row>) => Slice<Row> {
  const kept = new WeakMap<readonly Row[], Map<string, readonly Placed<Row>[]>>();

  function placed({ rows, order, filterKey, matches }: SliceRequest<Row>): readonly Placed<Row>[] {
    const byFilter = kept.get(rows) ?? new Map<string, readonly Placed<Row>[]>();
    kept.set(rows, byFilter);

    const sorted = byFilter.get(order.name) ?? sort(rows, order);
    byFilter.set(order.name, sorted);
    const key = `${order.name} ${filterKey}`;
    const filtered = byFilter.get(key) ?? sorted.filter(({ row }) => matches(row));
    byFilter.set(key, filtered);
    if (byFilter.size > KEPT_FILTERS) byFilter.delete(byFilter.keys().next().value ?? '');
    return filtered;
  }

  return (request) => {
    const all = placed(request);
    const start = request.after === null ? 0 : firstAfter(all, request.after, request.order.descending);
    const page = all.slice(start, start + request.limit);
    const last = page.at(-1);
    return {
      items: page.map(({ row }) => row),
      total: all.length,
      next: last !== undefined && start + page.length < all.length ? last.position : null,
    };
  };
}

function sort<Row>(rows: readonly Row[], order: Order<Row>): readonly Placed<Row>[] {
  const direction = order.descending ? -1 : 1;
  return rows
    .map((row) => ({ row, position: order.position(row) }))
    .toSorted((a, b) => direction * comparePositions(a.position, b.position));
}

/** The index of the first row behind a position, by halving; the row of the position itself need not exist any more. */
function firstAfter<Row>(all: readonly Placed<Row>[], position: Position, descending: boolean): number {
  const direction = descending ? -1 : 1;
  let low = 0;
  let high = all.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const there = all[middle];
    if (there !== undefined && direction * comparePositions(there.position, position) <= 0) low = middle + 1;
    else high = middle;
  }
  return low;
}
