import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createPagePositions } from './page-positions.ts';

const LIST = 'http://localhost:4320/api/v1/tenants/one/campaigns?status=draft&limit=2';

/** The addresses of the first pages of a list. */
function pages(count: number, next: (page: number) => string): URL[] {
  return Array.from({ length: count }, (_, at) => new URL(at === 0 ? LIST : `${LIST}&${next(at)}`));
}

describe('createPagePositions', () => {
  test.each<[string, (page: number) => string]>([
    ['cursors', (page) => `cursor=c${page}`],
    ['rows to pass over', (page) => `%24skip=${page * 2}&%24top=2`],
  ])('for any number of pages and repeats, counts the pages of a list that is read by %s', (_by, next) => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 3 }), { minLength: 1, maxLength: 8 }), (repeats) => {
        const positions = createPagePositions();
        const asked = pages(repeats.length, next).map((url, at) =>
          Array.from({ length: repeats[at] ?? 0 }, () => positions.of('ann', url)),
        );

        expect(asked).toEqual(repeats.map((times, at) => Array<number>(times).fill(at + 1)));
      }),
    );
  });

  test('keeps lists apart by reader and by filter, and begins anew with the first page', () => {
    const positions = createPagePositions();
    const [first, second, third] = pages(3, (page) => `cursor=c${page}`);
    if (!first || !second || !third) throw new Error('There are three pages.');
    const read = (reader: string, urls: URL[]) => urls.map((url) => positions.of(reader, url));

    expect(read('ann', [first, second])).toEqual([1, 2]);
    expect(read('bob', [first, new URL(`${LIST}&name=x&cursor=c9`)])).toEqual([1, 2]);
    expect(read('ann', [third, second])).toEqual([3, 2]);
    expect(read('ann', [first, new URL(`${LIST}&cursor=other`)])).toEqual([1, 2]);
  });
});
