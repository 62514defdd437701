import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { newest } from './newest.ts';

test('newest finds the same rows as sorting all of them', () => {
  fc.assert(
    fc.property(fc.array(fc.string()), fc.integer({ min: 1, max: 12 }), (instants, most) => {
      const sorted = instants.toSorted((a, b) => Number(a < b) - Number(a > b));

      expect(newest(instants, most, (instant) => instant)).toEqual(sorted.slice(0, most));
    }),
  );
});
