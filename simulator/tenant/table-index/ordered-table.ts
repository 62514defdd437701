import type { Column, NamePart, Table } from '#fixtures/long-list/long-list.ts';
import { type Postings, postingsOf } from '#fixtures/long-list/postings.ts';
import { type Bits, add, clearBit, drop, noBits, rangeBits, setBit } from './bits.ts';
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

/** Columns with more values than this are looked up by value, as bits for each would take too much room. */
const FEW_VALUES = 64;
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

  const bitsOfColumns = new Map<Column, readonly Bits[]>();
  function bitsOf(column: Column): readonly Bits[] {
    const known = bitsOfColumns.get(column);
    if (known !== undefined) return known;
    const bits = Array.from({ length: column.size }, () => noBits(length));
    for (let place = 0; place < length; place += 1) {
      const own = bits[column.codeOf(rowAt(place))];
      if (own !== undefined) setBit(own, place);
    }
    bitsOfColumns.set(column, bits);
    return bits;
  }

  const postings = new Map<Column | NamePart, Postings>();
  function placesWith(property: Column | NamePart, size: number): Postings {
    const known =
      postings.get(property) ?? postingsOf(length, size, (place) => property.codeOf(rowAt(place)));
    postings.set(property, known);
    return known;
  }

  function withValues(column: Column, values: readonly string[]): Bits {
    const bits = noBits(length);
    const codes = values.flatMap(column.codesOf);
    if (column.size <= FEW_VALUES) {
      for (const code of codes) add(bits, bitsOf(column)[code] ?? noBits(length));
    } else {
      const placesOf = placesWith(column, column.size);
      for (const code of codes) for (const place of placesOf(code)) setBit(bits, place);
    }
    return bits;
  }

  const blocksOf = new Map<string, { size: number; before: readonly Bits[] }>();
  /** The places of the rows that come before each block of another order. */
  function blocks(property: string, sorted: Uint32Array) {
    const size = Math.max(LEAST_BLOCK, Math.ceil(length / MOST_BLOCKS));
    const known = blocksOf.get(property);
    if (known !== undefined) return known;
    const before: Bits[] = [];
    const bits = noBits(length);
    for (const [at, row] of sorted.entries()) {
      if (at % size === 0) before.push(bits.slice());
      setBit(bits, placeOf(row));
    }
    const made = { size, before };
    blocksOf.set(property, made);
    return made;
  }

  function within(property: string, from: number, to: number): Bits | undefined {
    const instantOf = table.instants[property];
    if (instantOf === undefined) return undefined;
    const sorted = facts.sortedBy(property);
    const instantAt = (at: number): number => instantOf(sorted[at] ?? 0);
    // What never happened stands last, and is not before anything.
    const start = firstPlace(length, (at) => !(instantAt(at) < from));
    const end = firstPlace(length, (at) => !(instantAt(at) <= to));
    if (property === by)
      return descending ? rangeBits(length, length - end, length - start) : rangeBits(length, start, end);
    return spanBits(property, sorted, start, end);
  }
  function spanBits(property: string, sorted: Uint32Array, start: number, end: number): Bits {
    const { size, before } = blocks(property, sorted);
    const upTo = (at: number): Bits => {
      const block = Math.min(Math.floor(at / size), before.length - 1);
      const bits = (before[block] ?? noBits(length)).slice();
      for (let next = block * size; next < at; next += 1) setBit(bits, placeOf(sorted[next] ?? 0));
      return bits;
    };
    if (end - start <= size) {
      const bits = noBits(length);
      for (let next = start; next < end; next += 1) setBit(bits, placeOf(sorted[next] ?? 0));
      return bits;
    }
    const bits = upTo(end);
    drop(bits, upTo(start));
    return bits;
  }

  function named(text: string): Bits {
    const bits = noBits(length);
    for (const { parts, search } of facts.names) {
      for (const way of search.holding(text)) addFitting(bits, parts, way);
    }
    return bits;
  }
  function addFitting(bits: Bits, parts: readonly NamePart[], way: Fitting): void {
    const asked = parts.flatMap((part, at) => {
      const codes = way[at];
      return codes === undefined ? [] : [{ part, codes, share: codes.size / part.words.length }];
    });
    const [rarest, ...others] = asked.toSorted((a, b) => a.share - b.share);
    if (rarest === undefined) return add(bits, rangeBits(length, 0, length));
    const { part, codes } = rarest;
    const placesOf = placesWith(part, part.words.length);
    if (others.length === 0 && rarest.share > 0.5) return add(bits, allBut(part, codes, placesOf));
    for (const code of codes) {
      for (const place of placesOf(code)) {
        const row = rowAt(place);
        if (others.every((other) => other.codes.has(other.part.codeOf(row)))) setBit(bits, place);
      }
    }
  }
  /** Where most words are meant, the places of the few others are taken out. */
  function allBut(part: NamePart, codes: ReadonlySet<number>, placesOf: Postings): Bits {
    const bits = rangeBits(length, 0, length);
    for (const code of part.words.keys()) {
      if (!codes.has(code)) for (const place of placesOf(code)) clearBit(bits, place);
    }
    return bits;
  }

  return {
    rowAt,
    placeOf,
    fitting(criterion) {
      switch (criterion.ask) {
        case 'value': {
          const column = table.columns[criterion.property];
          return column && withValues(column, criterion.wanted);
        }
        case 'span':
          return within(criterion.property, criterion.from, criterion.to);
        case 'text':
          return named(criterion.text);
      }
    },
  };
}
