import { indexOfId, type Table } from '#fixtures/long-list/long-list.ts';
import { nameOf } from '#fixtures/long-list/names.ts';
import { comparedName } from '../../tenant/compared-name.ts';
import {
  type Bits,
  bothBits,
  clearBit,
  countBits,
  hasBit,
  nextBit,
  rangeBits,
} from '../../tenant/table-index/bits.ts';
import type { Criterion } from '../../tenant/table-index/criterion.ts';
import type { OrderedTable } from '../../tenant/table-index/ordered-table.ts';
import { firstPlace } from '../../tenant/table-index/sorted-rows.ts';
import { tableIndex } from '../../tenant/table-index/table-index.ts';
import type { Placed } from './lister.ts';
import { comparePositions, numericText, type Order, type Position } from './order.ts';
import { rememberLatest } from './remember-latest.ts';

interface CutRequest<Row> {
  order: Order<Row>;
  by: string;
  criteria: readonly Criterion<Row>[];
  matches: (row: Row) => boolean;
  filterKey: string;
  after: Position | null;
  limit: number;
  /** The ids of rows that are not to be seen. */
  gone: ReadonlySet<string>;
}

/** The places that a filter leaves; null: all of them. */
interface Left {
  bits: Bits | null;
  count: number;
}

/** Cuts pages out of tables: only the rows of a page are made. Gives one row more than the page has, where more follow. */
export function createTableCut<Row extends object>() {
  const kept = new WeakMap<Table<Row>, Map<string, Left>>();

  return (table: Table<Row>, request: CutRequest<Row>): { rows: Placed<Row>[]; total: number } => {
    const { order, by, after, limit } = request;
    const ordered = tableIndex(table).ordered(by, order.descending);
    const known = kept.get(table) ?? new Map<string, Left>();
    kept.set(table, known);
    const key = `${order.name} ${request.filterKey}`;
    const { bits, count } = rememberLatest(known, key, () => leftOf(table, ordered, request));

    const gone = new Set(
      [...request.gone].flatMap((id) => {
        const index = indexOfId(table, id);
        const place = index === undefined ? -1 : ordered.placeOf(index);
        return place !== -1 && (bits === null || hasBit(bits, place)) ? [place] : [];
      }),
    );
    const next = (from: number): number => {
      if (bits !== null) return nextBit(bits, from);
      return from < table.length ? from : -1;
    };
    const rows: Placed<Row>[] = [];
    const start = after === null ? 0 : placeBehind(table, ordered, request, after);
    for (let place = next(start); place !== -1 && rows.length <= limit; place = next(place + 1)) {
      if (gone.has(place)) continue;
      const row = table.row(ordered.rowAt(place));
      rows.push({ row, position: order.position(row) });
    }
    return { rows, total: count - gone.size };
  };
}

function leftOf<Row extends object>(
  table: Table<Row>,
  ordered: OrderedTable<Row>,
  { criteria, matches }: CutRequest<Row>,
): Left {
  const fitting = criteria.map((criterion) => ordered.fitting(criterion));
  const known = fitting.filter((bits) => bits !== undefined);
  const [first, ...others] = known;
  const bits = first === undefined ? null : others.reduce(bothBits, first);
  if (known.length === fitting.length) return { bits, count: bits === null ? table.length : countBits(bits) };
  // Of a property that the table knows nothing of, the rows themselves tell.
  const left = bits?.slice() ?? rangeBits(table.length, 0, table.length);
  for (let place = nextBit(left, 0); place !== -1; place = nextBit(left, place + 1)) {
    if (!matches(table.row(ordered.rowAt(place)))) clearBit(left, place);
  }
  return { bits: left, count: countBits(left) };
}

/** The first place behind a position; the row of the position itself need not exist any more. */
function placeBehind<Row>(
  table: Table<Row>,
  { rowAt }: OrderedTable<Row>,
  { order, by }: CutRequest<Row>,
  after: Position,
): number {
  const direction = order.descending ? -1 : 1;
  return firstPlace(
    table.length,
    (place) => direction * comparePositions(positionOf(table, by, rowAt(place)), after) > 0,
  );
}

/** Where a row stands, without making it. */
function positionOf(table: Table<unknown>, by: string, row: number): Position {
  const id = numericText(String(table.firstId + row));
  if (by === 'id') return [0, id];
  if (by === 'name') return [comparedName(nameOf(table.names[0] ?? [], row)), id];
  return [table.instants[by]?.(row) ?? Number.NaN, id];
}
