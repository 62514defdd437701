import { tableOf } from '#fixtures/long-list/long-list.ts';
import { partsOf } from '../grown-list.ts';
import type { Criterion } from '../table-index/criterion.ts';
import { firstPlace } from '../table-index/sorted-rows.ts';
import { comparePositions } from './order.ts';
import type { Order, Position } from './order.ts';
import { rememberLatest } from './remember-latest.ts';
import { createTableCut, type TableCut } from './table-cut.ts';

export interface Placed<Row> {
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
  /** What `matches` asks for, where it can be said so. */
  criteria?: readonly Criterion<Row>[];
  after: Position | null;
  /** For pages that have numbers: how many rows to pass over, where `after` is null. */
  skip?: number;
  limit: number;
}

type PlacedRows<Row> = readonly Placed<Row>[];

/** What was cut from one list already: whole by order, and by order and filter. */
interface Cuts<Row> {
  sorted: Map<string, PlacedRows<Row>>;
  filtered: Map<string, PlacedRows<Row>>;
}

/** Cuts pages out of lists. A list is sorted once for each order, and filtered once for each of the latest filters. */
export function createLister<Row extends object>(): (request: SliceRequest<Row>) => Slice<Row> {
  const kept = new WeakMap<readonly Row[], Cuts<Row>>();
  const cutTable = createTableCut<Row>();

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

    return rememberLatest(filtered, `${order.name} ${filterKey}`, () => cutNew(request, sorted));
  }

  return (request) => {
    const { order, criteria, after, skip = 0, limit } = request;
    const { base, gone, added } = partsOf(request.rows);
    const table = tableOf(base);
    if (table !== undefined && order.by !== undefined && criteria !== undefined) {
      const cut = cutTable(table, { ...request, by: order.by, criteria, gone });
      const more = placed({ ...request, rows: added });
      const passed = after === null ? addedAmong(cut, more, skip, order) : firstAfter(more, after, order);
      const start = after === null ? skip - passed : cut.upTo(after);
      const rows = merge(cut.rows(start, limit + 1), more.slice(passed, passed + limit + 1), order);
      return pageOf(rows, cut.total + more.length, limit);
    }
    const all = placed(request);
    const start = after === null ? skip : firstAfter(all, after, order);
    return pageOf(all.slice(start, start + limit + 1), all.length, limit);
  };
}

/** How many of the first rows, of those of a table and those that were added together, were added. */
function addedAmong<Row>(
  cut: TableCut<Row>,
  added: PlacedRows<Row>,
  first: number,
  { descending }: Order<Row>,
): number {
  const direction = descending ? -1 : 1;
  const least = Math.max(0, first - cut.total);
  const most = Math.min(first, added.length);
  // Too few, as long as the next one that was added stands before the last one of the table.
  return (
    least +
    firstPlace(most - least, (more) => {
      const next = added[least + more];
      const last = first - least - more - 1;
      return next === undefined || direction * comparePositions(next.position, cut.positionAt(last)) >= 0;
    })
  );
}

/** @param rows those of the page, and one more where more follow */
function pageOf<Row>(rows: PlacedRows<Row>, total: number, limit: number): Slice<Row> {
  const page = rows.slice(0, limit);
  return {
    items: page.map(({ row }) => row),
    total,
    next: rows.length > limit ? (page.at(-1)?.position ?? null) : null,
  };
}

function sort<Row>(rows: readonly Row[], order: Order<Row>): PlacedRows<Row> {
  const direction = order.descending ? -1 : 1;
  return rows
    .map((row) => ({ row, position: order.position(row) }))
    .toSorted((a, b) => direction * comparePositions(a.position, b.position));
}

function merge<Row>(long: PlacedRows<Row>, short: PlacedRows<Row>, order: Order<Row>): PlacedRows<Row> {
  const runs: PlacedRows<Row>[] = [];
  let done = 0;
  for (const placed of short) {
    const at = firstAfter(long, placed.position, order);
    runs.push(long.slice(done, at), [placed]);
    done = at;
  }
  return [...runs, long.slice(done)].flat();
}

/** The index of the first row behind a position; the row of the position itself need not exist any more. */
function firstAfter<Row>(all: PlacedRows<Row>, position: Position, { descending }: Order<Row>): number {
  const direction = descending ? -1 : 1;
  return firstPlace(all.length, (at) => {
    const there = all[at];
    return there === undefined || direction * comparePositions(there.position, position) > 0;
  });
}
