import { describe, expect, test } from 'vitest';
import { createLister } from './lister.ts';
import { BY_ID } from './order.ts';

interface Row {
  id: string;
}
const ROWS: Row[] = Array.from({ length: 10 }, (_, index) => ({ id: String(10 - index) }));

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
