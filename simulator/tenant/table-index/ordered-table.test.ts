import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { columnOf, type Table } from '#fixtures/long-list/long-list.ts';
import { fixedPart, nameOf, numberPart, rolledPart, valuePart } from '#fixtures/long-list/names.ts';
import { rollOf } from '#fixtures/random.ts';
import { comparedName } from '../compared-name.ts';
import { countBits, nextBit } from './bits.ts';
import { type Criterion, fitsAll } from './criterion.ts';
import { tableIndex } from './table-index.ts';

interface Row {
  id: string;
  name: string;
  code: string;
  colour: string;
  shelf: string;
  at: number;
  until: number;
}

/** Enough for several blocks of an order, and not a multiple of anything. */
const LENGTH = 9_001;
const COLOURS = ['red', 'green', 'blue'];
const SHELVES = Array.from({ length: 100 }, (_, shelf) => `shelf ${shelf}`);
/** Words that begin and end like others, and one that is the beginning of another. */
const FIRST = ['Ana', 'Anan', 'na', 'Ä', 'ban'].map((word) => `${word} `);
const SECOND = ['ana', 'an', 'nan', 'b'].map((word) => `${word}-`);
const THIRD = ['na', 'a', 'nab', 'Ä'];

const roll = (field: string) => rollOf(7, field);
const name = [
  rolledPart(FIRST, roll('first')),
  rolledPart(SECOND, roll('second')),
  rolledPart(THIRD, roll('third')),
];
const code = [fixedPart('NA'), numberPart(LENGTH, 10)];
const colourOf = (index: number): string => COLOURS[Math.floor(roll('colour')(index) * 3)] ?? '';
const shelfOf = (index: number): string => SHELVES[Math.floor(roll('shelf')(index) * 100)] ?? '';
const atOf = (index: number): number =>
  roll('never')(index) < 0.1 ? Number.NaN : Math.floor(roll('at')(index) * 500);
const untilOf = (index: number): number =>
  roll('end')(index) < 0.5 ? Infinity : Math.floor(roll('until')(index) * 2 ** 40);

const table: Table<Row> = {
  length: LENGTH,
  firstId: 100,
  names: [name, code],
  columns: { colour: columnOf(COLOURS, colourOf), shelf: columnOf(SHELVES, shelfOf) },
  texts: { shelf: [valuePart(SHELVES, shelfOf)] },
  numbers: { at: atOf, until: untilOf },
  row: (index) => ({
    id: String(100 + index),
    name: nameOf(name, index),
    code: nameOf(code, index),
    colour: colourOf(index),
    shelf: shelfOf(index),
    at: atOf(index),
    until: untilOf(index),
  }),
};
const ROWS = Array.from({ length: LENGTH }, (_, index) => table.row(index));
const PLACES = ['at', 'until', 'name', 'id'] as const;

const bound = fc.oneof(
  fc.integer({ min: -10, max: 510 }),
  fc.integer({ min: 0, max: 2 ** 40 }),
  fc.constantFrom(-Infinity, Infinity),
);
const criterion: fc.Arbitrary<Criterion<Row>> = fc.oneof(
  fc.uniqueArray(fc.constantFrom(...COLOURS, 'grey')).map((wanted): Criterion<Row> => ({
    ask: 'value',
    property: 'colour',
    of: ({ colour }) => colour,
    wanted,
  })),
  fc
    .uniqueArray(fc.constantFrom(...SHELVES, 'none'), { maxLength: 4 })
    .map((wanted): Criterion<Row> => ({ ask: 'value', property: 'shelf', of: ({ shelf }) => shelf, wanted })),
  fc
    .record({ from: bound, to: bound, property: fc.constantFrom('at' as const, 'until' as const) })
    .map(({ property, ...span }): Criterion<Row> => ({
      ask: 'span',
      property,
      of: (row) => row[property],
      ...span,
    })),
  fc
    .oneof(
      fc.string({ unit: fc.constantFrom('a', 'n', 'b', ' ', '-'), maxLength: 9 }),
      fc.constantFrom('na1', '1', '90', '8999', 'na9010', 'shelf 7', 'x'),
    )
    .chain((text) =>
      fc.constantFrom<Criterion<Row>[]>(
        { ask: 'text', beside: {}, text },
        { ask: 'text', beside: { id: ({ id }) => [id], shelf: ({ shelf }) => [shelf] }, text },
      ),
    ),
);

function compare<Value extends number | string>(one: Value, other: Value): number {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}

/** What rows are sorted by, as numbers or texts that compare as they should. */
function keyOf(by: (typeof PLACES)[number], row: Row): number | string {
  if (by === 'name') return comparedName(row.name);
  if (by === 'id') return Number(row.id);
  return Number.isNaN(row[by]) ? Number.MAX_VALUE * 2 : Math.min(row[by], Number.MAX_VALUE);
}

describe('an ordered table', () => {
  test.each(PLACES.flatMap((by) => [[by, false] as const, [by, true] as const]))(
    'has its rows by %s, descending: %s, and equal ones by id',
    (by, descending) => {
      const { rowAt, placeOf } = tableIndex(table).ordered(by, descending);
      const sorted = ROWS.map((row, index) => ({ index, key: keyOf(by, row) }))
        .toSorted((a, b) => compare(a.key, b.key) || a.index - b.index)
        .map(({ index }) => index);
      const expected = descending ? sorted.toReversed() : sorted;

      expect(ROWS.map((_, place) => rowAt(place))).toEqual(expected);
      expect(expected.map(placeOf)).toEqual(expected.map((_, place) => place));
    },
  );

  test('finds for any criterion exactly the rows that fit it', () => {
    fc.assert(
      fc.property(fc.constantFrom(...PLACES), fc.boolean(), criterion, (by, descending, asked) => {
        const ordered = tableIndex(table).ordered(by, descending);
        const bits = ordered.fitting(asked) ?? new Uint32Array(0);
        const expected = ROWS.flatMap((_, place) => {
          const row = ROWS[ordered.rowAt(place)];
          return row !== undefined && fitsAll([asked], row) ? [place] : [];
        });
        const found: number[] = [];
        for (let place = nextBit(bits, 0); place !== -1; place = nextBit(bits, place + 1)) found.push(place);

        expect(found).toEqual(expected);
        expect(countBits(bits)).toBe(expected.length);
      }),
      { numRuns: 300 },
    );
  });

  test('finds the rows that bear a name, whatever its case and accents', () => {
    fc.assert(
      fc.property(fc.nat({ max: LENGTH - 1 }), fc.boolean(), (index, byCode) => {
        const wanted = comparedName(byCode ? (ROWS[index]?.code ?? '') : (ROWS[index]?.name ?? ''));
        const expected = ROWS.flatMap((row, at) =>
          [row.name, row.code].map(comparedName).includes(wanted) ? [at] : [],
        );

        expect(tableIndex(table).bearing(wanted)).toEqual(expected);
      }),
    );
  });
});
