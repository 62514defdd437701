import { countTokens } from 'gpt-tokenizer/encoding/o200k_base';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fail, ok } from '../result.ts';
import { toToolResult } from './tool-result.ts';

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

const said = (words: number) => ok({ text: 'bonus '.repeat(words) });
const META = {
  'io.modelcontextprotocol/serverInfo': {
    name: 'optimove-mcp',
    title: 'Optimove',
    version: '10.20.30',
    websiteUrl: 'https://developer.optimove.com',
  },
};

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

  test('refuses a result only when it is at the cap with what the protocol adds to it', async () => {
    let [fits, refused] = [0, 100_000];
    while (refused - fits > 1) {
      const words = Math.floor((fits + refused) / 2);
      if ((await toToolResult(said(words))).isError === undefined) fits = words;
      else refused = words;
    }

    const { _meta: ours, ...shaped } = await toToolResult(said(fits));
    const result = { ...shaped, resultType: 'complete', _meta: { ...ours, ...META } };
    const tokens = estimate({ jsonrpc: '2.0', id: 'f81d4fae-7dec-11d0-a765-00a0c91e6bf6', result });
    expect(tokens).toBeLessThanOrEqual(CAP);
    expect(tokens).toBeGreaterThan(0.98 * CAP);
  });

  test('is not deceived by a result whose beginning says little', async () => {
    const blank = ' '.repeat(10_000);

    expect(200 * 2 * estimate(blank)).toBeGreaterThan(CAP);
    expect(await toToolResult(ok({ blanks: blank.repeat(200) }))).toMatchObject({ isError: true });
  });

  test.each([
    ['letters', 'x'],
    ['signs', '-'],
    ['blanks', ' '],
  ])('takes no time for a run of %s without end', async (_, one) => {
    const start = performance.now();

    expect(await toToolResult(ok({ run: one.repeat(300_000) }))).toHaveProperty('content');
    expect(performance.now() - start).toBeLessThan(2000);
  });

  test('cuts an error that quotes more than helps', async () => {
    const argument = { argument: 'id', problem: '名'.repeat(100_000) };

    const result = await toToolResult(fail({ code: 'invalid_argument', ...argument }));

    expect(estimate(result)).toBeLessThan(CAP);
    expect(result.isError).toBe(true);
  });

  test('says an error as text only, and its code to programs', async () => {
    const result = await toToolResult(fail({ code: 'rate_limited', retry_after_seconds: 7 }));

    expect(result).toEqual({
      isError: true,
      content: [
        { type: 'text', text: "Too many calls: the user's rate limit is used up. Call again in 7 seconds." },
      ],
      _meta: { 'com.optimove/error_code': 'rate_limited' },
    });
  });

  test('marks as untrusted what may quote the tenant, errors that name entities included', async () => {
    const failure = { entity: 'segment', given: 'x', nearest: [{ id: '1', name: 'VIP' }], list_tool: 'l' };
    const notFound = await toToolResult(fail({ code: 'not_found', ...failure }));

    expect(await toToolResult(said(1))).toMatchObject({
      _meta: { 'com.optimove/untrusted': ['content', 'structuredContent'] },
    });
    expect(notFound).toMatchObject({ _meta: { 'com.optimove/untrusted': ['content'] } });
  });

  test('for any output, links are added only where they fit', async () => {
    const links = Array.from({ length: 5 }, (_, n) => ({
      type: 'resource_link' as const,
      uri: `optimove://lumenplay/campaigns/${n}`,
      name: '限定セール'.repeat(20),
    }));
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 9200 }), async (words) => {
        const result = await toToolResult(said(words), () => links);

        expect(estimate(result)).toBeLessThanOrEqual(CAP);
        expect([1, 6]).toContain(result.content.length);
      }),
      { numRuns: 20, examples: [[1], [9150]] },
    );
  });
});
