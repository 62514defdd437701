import * as fc from 'fast-check';
import { countTokens } from 'gpt-tokenizer/encoding/o200k_base';
import { describe, expect, test } from 'vitest';
import { longText } from '../testing/hostile-text.ts';
import { capShareOf } from './token-budget.ts';

const MOST_O200K = 18_370;
const exactly = (value: object) =>
  countTokens(JSON.stringify(value), { disallowedSpecial: new Set<string>() });

const run = fc.oneof(
  fc.string({ unit: 'grapheme', size: 'max', maxLength: 2000 }),
  fc.base64String({ size: 'max', maxLength: 2000 }),
  longText(1500),
);

describe('capShareOf', () => {
  test('for any text, never says less than there is', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(run, { minLength: 1, maxLength: 30, size: 'max' }), async (runs) => {
        const value = { text: runs.join('') };

        expect(Math.round((await capShareOf(value)) * MOST_O200K)).toBeGreaterThanOrEqual(
          Math.min(exactly(value), MOST_O200K),
        );
      }),
      { numRuns: 30 },
    );
  }, 60_000);

  test('for any text of two megabytes, takes the time of a small one', async () => {
    await fc.assert(
      fc.asyncProperty(longText(2 * 1024 * 1024), async (text) => {
        const start = performance.now();

        expect(await capShareOf({ text })).toBeGreaterThan(1 / 2);
        expect(performance.now() - start).toBeLessThan(2000);
      }),
      { numRuns: 15 },
    );
  }, 60_000);
});
