import type { Column, NamePart, Table } from '#fixtures/long-list/long-list.ts';
import { type Postings, postingsOf } from '#fixtures/long-list/postings.ts';
import { anyBits, type Bits, bitsWithout, bothBits, clearBit, noBits, rangeBits, setBit } from './bits.ts';
import type { Criterion } from './criterion.ts';
import type { Fitting } from './name-text.ts';
import { firstPlace } from './sorted-rows.ts';
import type { TableFacts } from './table-index.ts';

/** A table in one of its orders: what is asked about it is answered in places, as bits, and no row is made for it. */
export interface OrderedTable<Row> {
  readonly rowAt: (place: number) => number;
  readonly placeOf: (row: number) => number;
  /** The places of the rows that are what a criterion asks for; undefined when the table knows nothing of the property. */
  fitting(criterion: Criterion<Row>): Bits | undefined;
}

/** What has a number for each row. */
type Valued = Column | NamePart;

/** Properties with more values than this are looked up by value, as bits for each would take too much room. */
const FEW_VALUES = 64;
/** Another order, in places of this one. */
interface OtherOrder {
  readonly places: Uint32Array;
  readonly blockSize: number;
  /** The places of all rows that come before each block. */
  readonly before: readonly Bits[];
}

/** Between these many rows of an order the places of all rows before are remembered. */
const LEAST_BLOCK = 4096;
const MOST_BLOCKS = 128;

export function orderedTable<Row>(
  table: Table<Row>,
  facts: TableFacts,
  { by, descending }: { by: string; descending: boolean },
): OrderedTable<Row> {
  const { length } = table;
  const own = facts.sortedBy(by);
  const rows = descending ? own.toReversed() : own;
  const rowAt = (place: number): number => rows[place] ?? 0;
  const places = new Uint32Array(length);
  for (let place = 0; place < length; place += 1) places[rowAt(place)] = place;
  const placeOf = (row: number): number => places[row] ?? 0;

  const bitsOfValues = new Map<Valued, readonly Bits[]>();
  function bitsOf(property: Valued, size: number): readonly Bits[] {
    const known = bitsOfValues.get(property);
    if (known !== undefined) return known;
    const bits = Array.from({ length: size }, () => noBits(length));
    for (let place = 0; place < length; place += 1) {
      const same = bits[property.codeOf(rowAt(place))];
      if (same !== undefined) setBit(same, place);
    }
    bitsOfValues.set(property, bits);
    return bits;
  }

  const postings = new Map<Valued, Postings>();
  function placesWith(property: Valued, size: number): Postings {
    const known =
      postings.get(property) ?? postingsOf(length, size, (place) => property.codeOf(rowAt(place)));
    postings.set(property, known);
    return known;
  }

  function withCodes(property: Valued, size: number, codes: ReadonlySet<number>): Bits {
    if (size <= FEW_VALUES) {
      return anyBits(
        length,
        [...codes].flatMap((code) => bitsOf(property, size)[code] ?? []),
      );
    }
    const placesOf = placesWith(property, size);
    // Where most values are meant, the places of the few others are taken out.
    if (codes.size > size / 2) {
      const bits = rangeBits(length, 0, length);
      for (let code = 0; code < size; code += 1) {
        if (!codes.has(code)) for (const place of placesOf(code)) clearBit(bits, place);
      }
      return bits;
    }
    const bits = noBits(length);
    for (const code of codes) for (const place of placesOf(code)) setBit(bits, place);
    return bits;
  }

  const otherOrders = new Map<string, OtherOrder>();
  function otherOrder(property: string): OtherOrder {
    const known = otherOrders.get(property);
    if (known !== undefined) return known;
    const blockSize = Math.max(LEAST_BLOCK, Math.ceil(length / MOST_BLOCKS));
    const inOrder = facts.sortedBy(property).map(placeOf);
    const before: Bits[] = [];
    const bits = noBits(length);
    for (const [at, place] of inOrder.entries()) {
      if (at % blockSize === 0) before.push(bits.slice());
      setBit(bits, place);
    }
    const other = { blockSize, places: inOrder, before };
    otherOrders.set(property, other);
    return other;
  }

  function within(property: string, from: number, to: number): Bits | undefined {
    const instantOf = table.numbers[property];
    if (instantOf === undefined) return undefined;
    const sorted = facts.sortedBy(property);
    const instantAt = (at: number): number => instantOf(sorted[at] ?? 0);
    // What never happened stands last, and is not before anything.
    const start = firstPlace(length, (at) => !(instantAt(at) < from));
    const end = firstPlace(length, (at) => !(instantAt(at) <= to));
    if (property === by)
      return descending ? rangeBits(length, length - end, length - start) : rangeBits(length, start, end);
    return spanBits(otherOrder(property), start, end);
  }
  function spanBits({ blockSize, places: inOrder, before }: OtherOrder, start: number, end: number): Bits {
    const [first, last] = [Math.ceil(start / blockSize), Math.floor(end / blockSize)];
    const [without, upTo] = [before[first], before[last]];
    const isLong = first < last && without !== undefined && upTo !== undefined;
    const bits = isLong ? bitsWithout(upTo, without) : noBits(length);
    const set = (from: number, to: number): void => {
      for (let at = from; at < to; at += 1) setBit(bits, inOrder[at] ?? 0);
    };
    if (isLong) {
      set(start, first * blockSize);
      set(last * blockSize, end);
    } else {
      set(start, end);
    }
    return bits;
  }

  function holding(text: string, beside: readonly string[]): Bits | undefined {
    const texts = beside.filter((property) => property !== 'id').map((property) => facts.textOf(property));
    if (texts.includes(undefined)) return undefined;
    const fitting = [...facts.names, ...texts.flatMap((known) => known ?? [])].flatMap(({ parts, search }) =>
      search.holding(text).map((way) => ofFitting(parts, way)),
    );
    return anyBits(length, beside.includes('id') ? [...fitting, numbered(text)] : fitting);
  }
  function numbered(text: string): Bits {
    const bits = noBits(length);
    if (!/^\d*$/.test(text)) return bits;
    for (let row = 0; row < length; row += 1) {
      if (String(table.firstId + row).includes(text)) setBit(bits, placeOf(row));
    }
    return bits;
  }
  function ofFitting(parts: readonly NamePart[], way: Fitting): Bits {
    const asked = parts.flatMap((part, at) => {
      const codes = way[at];
      return codes === undefined ? [] : [withCodes(part, part.words.length, codes)];
    });
    return asked.length === 0 ? rangeBits(length, 0, length) : asked.reduce(bothBits);
  }

  return {
    rowAt,
    placeOf,
    fitting(criterion) {
      switch (criterion.ask) {
        case 'value': {
          const column = table.columns[criterion.property];
          return column && withCodes(column, column.size, new Set(criterion.wanted.flatMap(column.codesOf)));
        }
        case 'span':
          return within(criterion.property, criterion.from, criterion.to);
        case 'text':
          return holding(criterion.text, Object.keys(criterion.beside));
      }
    },
  };
}
