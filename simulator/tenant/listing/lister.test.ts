import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { grownList } from '../grown-list.ts';
import { createLister } from './lister.ts';
import { BY_ID } from './order.ts';

interface Row {
  id: string;
}
const ROWS: Row[] = Array.from({ length: 10 }, (_, index) => ({ id: String(10 - index) }));

const rowsOf = (ids: readonly number[]): Row[] => ids.map((id) => ({ id: String(id) }));
const matches = ({ id }: Row): boolean => Number(id) % 3 !== 0;

/** A lister that counts how often it looked at a row, to place it and to filter it. */
function countingLister() {
  const looks = { placed: 0, filtered: 0 };
  const slice = createLister<Row>();
  const ask = (filterKey: string) =>
    slice({
      rows: ROWS,
      order: {
        ...BY_ID,
        position(row) {
          looks.placed += 1;
          return BY_ID.position(row);
        },
      },
      filterKey,
      matches({ id }) {
        looks.filtered += 1;
        return id !== '3';
      },
      after: null,
      limit: 3,
    });
  return { looks, ask };
}

describe('lister', () => {
  test('sorts a list once, however many filters come', () => {
    const { looks, ask } = countingLister();
    for (let filter = 0; filter < 200; filter += 1) ask(String(filter));

    expect(looks).toEqual({ placed: ROWS.length, filtered: ROWS.length * 200 });
  });

  test('filters a list once for a filter that is used again, however many others come between', () => {
    const { looks, ask } = countingLister();
    for (let filter = 0; filter < 200; filter += 1) {
      ask('again');
      ask(String(filter));
    }

    expect(looks.filtered).toBe(ROWS.length * 201);
  });

  test('forgets the filters that nobody used for long', () => {
    const { looks, ask } = countingLister();
    for (let filter = 0; filter < 200; filter += 1) ask(String(filter));
    const before = looks.filtered;

    expect(ask('0')).toMatchObject({ items: [{ id: '1' }, { id: '2' }, { id: '4' }], total: 9 });
    expect(looks.filtered).toBe(before + ROWS.length);
  });
});

describe('a lister of a list that grows', () => {
  test('places and filters what was added alone', () => {
    const looks = { placed: 0, filtered: 0 };
    const slice = createLister<Row>();
    const base = rowsOf(Array.from({ length: 1000 }, (_, index) => index + 1));
    const ask = (rows: readonly Row[]) =>
      slice({
        rows,
        order: {
          ...BY_ID,
          position(row) {
            looks.placed += 1;
            return BY_ID.position(row);
          },
        },
        filterKey: '',
        matches(row) {
          looks.filtered += 1;
          return matches(row);
        },
        after: null,
        limit: 3,
      });
    ask(base);
    expect(looks).toEqual({ placed: 1000, filtered: 1000 });
    ask(grownList(base, rowsOf([2000])));
    ask(grownList(base, rowsOf([2000, 2001])));

    expect(looks).toEqual({ placed: 1003, filtered: 1003 });
  });

  test('gives each row that was there at the start exactly once, whatever is added between the pages', () => {
    const ids = fc.uniqueArray(fc.integer({ min: 1, max: 500 }), { minLength: 1, maxLength: 60 });
    fc.assert(
      fc.property(
        ids,
        fc.integer({ min: 1, max: 60 }),
        fc.integer({ min: 1, max: 7 }),
        (all, split, limit) => {
          const slice = createLister<Row>();
          const [base, later] = [rowsOf(all.slice(0, split)), rowsOf(all.slice(split))];
          const given: string[] = [];
          let after: ReturnType<typeof slice>['next'] = null;
          for (let added = 0; ; added += 1) {
            const rows = grownList(base, later.slice(0, added));
            const page = slice({ rows, order: BY_ID, filterKey: '', matches, after, limit });
            given.push(...page.items.map(({ id }) => id));
            expect(page.total).toBe(rows.filter(matches).length);
            if (page.next === null) break;
            after = page.next;
          }

          expect(new Set(given).size).toBe(given.length);
          expect(given).toEqual(given.toSorted((a, b) => Number(a) - Number(b)));
          expect(given).toEqual(expect.arrayContaining(base.filter(matches).map(({ id }) => id)));
        },
      ),
    );
  });
});
