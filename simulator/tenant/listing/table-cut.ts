import { indexOfId, type Table } from '#fixtures/long-list/long-list.ts';
import { nameOf } from '#fixtures/long-list/names.ts';
import { comparedName } from '../compared-name.ts';
import {
  type Bits,
  bitOfRank,
  bothBits,
  clearBit,
  countBits,
  nextBit,
  rangeBits,
} from '../table-index/bits.ts';
import type { Criterion } from '../table-index/criterion.ts';
import type { OrderedTable } from '../table-index/ordered-table.ts';
import { firstPlace } from '../table-index/sorted-rows.ts';
import { tableIndex } from '../table-index/table-index.ts';
import type { Placed } from './lister.ts';
import { comparePositions, numericText, type Order, type Position } from './order.ts';
import { rememberLatest } from './remember-latest.ts';

interface CutRequest<Row> {
  order: Order<Row>;
  by: string;
  criteria: readonly Criterion<Row>[];
  matches: (row: Row) => boolean;
  filterKey: string;
  /** The ids of rows that are not to be seen. */
  gone: ReadonlySet<string>;
}

/** What a filter leaves of a table, in order. */
export interface TableCut<Row> {
  readonly total: number;
  /** How many rows stand before and at a position; the row of the position itself need not exist any more. */
  upTo(position: Position): number;
  positionAt(rank: number): Position;
  /** So many rows from a rank on: only these are made. */
  rows(rank: number, most: number): Placed<Row>[];
}

/** The places that a filter leaves. */
interface Left {
  bits: Bits;
  count: number;
}

/** Cuts tables by filters, of which the latest are remembered. */
export function createTableCut<Row extends object>() {
  const kept = new WeakMap<Table<Row>, Map<string, Left>>();

  return (table: Table<Row>, request: CutRequest<Row>): TableCut<Row> => {
    const { order, by, gone } = request;
    const ordered = tableIndex(table).ordered(by, order.descending);
    const known = kept.get(table) ?? new Map<string, Left>();
    kept.set(table, known);
    const key = `${order.name} ${request.filterKey}`;
    const all = rememberLatest(known, key, () => leftOf(table, ordered, request));
    const { bits, count } = without(all, table, ordered, gone);

    return {
      total: count,
      upTo: (position) => countBits(bits, placeBehind(table, ordered, request, position)),
      positionAt: (rank) => positionOf(table, by, ordered.rowAt(bitOfRank(bits, rank))),
      rows(rank, most) {
        const rows: Placed<Row>[] = [];
        let place = bitOfRank(bits, rank);
        for (; place !== -1 && rows.length < most; place = nextBit(bits, place + 1)) {
          const row = table.row(ordered.rowAt(place));
          rows.push({ row, position: order.position(row) });
        }
        return rows;
      },
    };
  };
}

function without<Row>(
  left: Left,
  table: Table<Row>,
  { placeOf }: OrderedTable<Row>,
  gone: ReadonlySet<string>,
): Left {
  if (gone.size === 0) return left;
  const bits = left.bits.slice();
  for (const id of gone) {
    const index = indexOfId(table, id);
    if (index !== undefined) clearBit(bits, placeOf(index));
  }
  return { bits, count: countBits(bits) };
}

function leftOf<Row extends object>(
  table: Table<Row>,
  ordered: OrderedTable<Row>,
  { criteria, matches }: CutRequest<Row>,
): Left {
  const fitting = criteria.map((criterion) => ordered.fitting(criterion));
  const known = fitting.filter((bits) => bits !== undefined);
  const [first, ...others] = known;
  const bits =
    first === undefined ? rangeBits(table.length, 0, table.length) : others.reduce(bothBits, first);
  if (known.length === fitting.length) return { bits, count: countBits(bits) };
  // Of a property that the table knows nothing of, the rows themselves tell.
  const left = bits.slice();
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
  return [table.numbers[by]?.(row) ?? Number.NaN, id];
}
