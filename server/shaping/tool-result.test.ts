import { countTokens } from 'gpt-tokenizer/encoding/o200k_base';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fail, ok } from '../result.ts';
import { shapeOutput, toToolResult } from './tool-result.ts';

const CAP = 25_000;
/** What a judge would count, who knows nothing of how the connector counts. */
const estimate = (value: unknown) =>
  Math.ceil(1.35 * countTokens(JSON.stringify(value), { disallowedSpecial: new Set() }));

const noise = fc.oneof(
  fc.string({ unit: 'grapheme', size: 'max', maxLength: 3000 }),
  fc.string({ unit: 'binary', size: 'max', maxLength: 3000 }),
  fc.base64String({ size: 'max', maxLength: 3000 }),
  fc
    .constantFrom('限定', '🏴󠁧󠁢󠁥󠁮󠁧󠁿👩‍💻', '<|endoftext|>', ' ', '"\\\n', 'Weekend bonus ')
    .map((one) => one.repeat(200)),
);
const outputs = fc.record({
  items: fc.array(fc.record({ name: noise }), { size: 'max', maxLength: 40 }),
  times: fc.constantFrom(1, 2, 5),
});

const itemsOf = (count: number) =>
  Array.from({ length: count }, (_, n) => ({ id: String(n), name: `Weekend reload ${n}` }));

describe('toToolResult', () => {
  test('for any output, no result above 25,000 tokens leaves', async () => {
    await fc.assert(
      fc.asyncProperty(outputs, async ({ items, times }) => {
        const result = await toToolResult(ok({ items: Array.from({ length: times }, () => items).flat() }));

        expect(estimate(result)).toBeLessThanOrEqual(CAP);
      }),
      { numRuns: 10, endOnFailure: true },
    );
  }, 60_000);

  test('refuses a result only when it is close to the cap', async () => {
    let count = 100;
    while ((await toToolResult(ok({ items: itemsOf(count + 10) }))).isError === undefined) count += 10;

    expect(estimate(shapeOutput({ items: itemsOf(count) }))).toBeGreaterThan(0.95 * CAP);
  });

  test('says an error as text only', async () => {
    const result = await toToolResult(fail({ code: 'rate_limited', retry_after_seconds: 7 }));

    expect(result).toEqual({
      isError: true,
      content: [
        { type: 'text', text: "Too many calls: the user's rate limit is used up. Call again in 7 seconds." },
      ],
    });
  });
});
