import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { columnOf, longList } from '#fixtures/long-list/long-list.ts';
import { grownList } from '../grown-list.ts';
import { countWith, highest, idsOf, rowsWith, type Wanted } from './rows-with.ts';

interface Row {
  id: string;
  kind: string;
  size: number;
}

const KINDS = ['a', 'b', 'c'];
const kindOf = (index: number): string => KINDS[index % 3] ?? '';
const sizeOf = (index: number): number => (index * 7) % 20;
const long = longList<Row>({
  length: 20,
  firstId: 10,
  names: [],
  columns: { kind: columnOf(KINDS, kindOf) },
  numbers: { size: sizeOf },
  row: (index) => ({ id: String(10 + index), kind: kindOf(index), size: sizeOf(index) }),
});
const row = fc.record({
  id: fc.integer({ min: 5, max: 60 }).map(String),
  kind: fc.constantFrom(...KINDS),
  size: fc.nat(30),
});

test('what is told of a long list is told of the same rows, whatever changed', () => {
  const ids = fc.array(fc.integer({ min: 5, max: 35 }).map(String));
  const added = fc.uniqueArray(row, { selector: ({ id }) => id });
  fc.assert(
    fc.property(added, ids, fc.subarray(KINDS), (more, removed, values) => {
      const list = grownList(long, more, new Set([...removed, ...more.map(({ id }) => id)]));
      const rows = [...list];
      const wanted: Wanted<Row> = { property: 'kind', values, of: ({ kind }) => kind };
      const some = rows.filter(({ kind }) => values.includes(kind));

      expect(rowsWith(list, wanted)).toEqual(some);
      expect(countWith(list, wanted)).toBe(some.length);
      expect(idsOf(list)).toEqual(rows.map(({ id }) => id));
      expect(highest(list, 'size', ({ size }) => size)).toBe(Math.max(0, ...rows.map(({ size }) => size)));
    }),
  );
});
