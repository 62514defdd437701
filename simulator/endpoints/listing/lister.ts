import { partsOf } from '../../tenant/grown-list.ts';
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

type PlacedRows<Row> = readonly Placed<Row>[];

/** What was cut from one list already: whole by order, and by order and filter. */
interface Cuts<Row> {
  sorted: Map<string, PlacedRows<Row>>;
  filtered: Map<string, PlacedRows<Row>>;
}

/** How many different filters of one list are kept; what was not used for longest goes first. */
const KEPT_FILTERS = 50;

/** Cuts pages out of lists. A list is sorted once for each order, and filtered once for each of the latest filters. */
export function createLister<Row extends object>(): (request: SliceRequest<Row>) => Slice<Row> {
  const kept = new WeakMap<readonly Row[], Cuts<Row>>();

  /** A list that grew is merged from its parts, of which the long one was cut before. */
  function cutNew(request: SliceRequest<Row>, sorted: Cuts<Row>['sorted']): PlacedRows<Row> {
    const { rows, order, matches } = request;
    const { base, gone, added } = partsOf(rows);
    if (base !== rows) {
      const before = placed({ ...request, rows: base });
      const left =
        gone.size === 0 ? before : before.filter(({ row }) => !('id' in row && gone.has(String(row.id))));
      return merge(left, placed({ ...request, rows: added }), order);
    }
    const whole = sorted.get(order.name) ?? sort(rows, order);
    sorted.set(order.name, whole);
    return whole.filter(({ row }) => matches(row));
  }

  function placed(request: SliceRequest<Row>): PlacedRows<Row> {
    const { rows, order, filterKey } = request;
    const cuts: Cuts<Row> = kept.get(rows) ?? { sorted: new Map(), filtered: new Map() };
    kept.set(rows, cuts);
    const { sorted, filtered } = cuts;

    const key = `${order.name} ${filterKey}`;
    const cut = filtered.get(key) ?? cutNew(request, sorted);
    filtered.delete(key);
    filtered.set(key, cut);
    if (filtered.size > KEPT_FILTERS) filtered.delete(filtered.keys().next().value ?? '');
    return cut;
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

function sort<Row>(rows: readonly Row[], order: Order<Row>): PlacedRows<Row> {
  const direction = order.descending ? -1 : 1;
  return rows
    .map((row) => ({ row, position: order.position(row) }))
    .toSorted((a, b) => direction * comparePositions(a.position, b.position));
}

function merge<Row>(
  long: PlacedRows<Row>,
  short: PlacedRows<Row>,
  { descending }: Order<Row>,
): PlacedRows<Row> {
  const runs: PlacedRows<Row>[] = [];
  let done = 0;
  for (const placed of short) {
    const at = firstAfter(long, placed.position, descending);
    runs.push(long.slice(done, at), [placed]);
    done = at;
  }
  return [...runs, long.slice(done)].flat();
}

/** The index of the first row behind a position, by halving; the row of the position itself need not exist any more. */
function firstAfter<Row>(all: PlacedRows<Row>, position: Position, descending: boolean): number {
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
