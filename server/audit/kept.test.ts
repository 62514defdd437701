import { createHash } from 'node:crypto';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { keep } from './kept.ts';

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

describe('keep', () => {
  test('a document that fits is kept as it is', () => {
    expect(keep({ a: 'é' }, 100, '')).toEqual({ text: '{"a":"é"}', bytes: 10, sha256: sha256('{"a":"é"}') });
  });

  test('for any document and limit, it is the longest beginning that fits, with size and hash of the whole', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.integer({ min: 1, max: 60 }), (document, most) => {
        const whole = JSON.stringify(document);

        const kept = keep(document, most, '');

        expect(whole.startsWith(kept.text)).toBe(true);
        expect(Buffer.byteLength(kept.text)).toBeLessThanOrEqual(most);
        expect(Buffer.byteLength(kept.text)).toBeGreaterThan(Math.min(most, kept.bytes) - 4);
        expect(kept).toMatchObject({ bytes: Buffer.byteLength(whole), sha256: sha256(whole) });
      }),
    );
  });

  test('keeps no token, neither the one of the caller nor one that looks like it', () => {
    const jwt = `eyJhbGciOiJFUzI1NiJ9.eyJzdWIiOiJ1LTEifQ.${'x'.repeat(40)}`;

    const { text } = keep({ id: 'opaque-token', [jwt]: `Bearer ${jwt}` }, 1000, 'opaque-token');

    expect(text).toBe('{"id":"[token]","[token]":"Bearer [token]"}');
  });

  test.each([
    ['text that looks like tokens all over', { id: 'eyJ-'.repeat(1_000_000) }],
    ['text with a dot after each', { id: 'eyJa.'.repeat(800_000) }],
    ['lists within lists', JSON.parse('['.repeat(200_000) + ']'.repeat(200_000))],
  ])('takes no time over megabytes of %s', (_, document) => {
    const begun = performance.now();

    const { text } = keep(document, 100, 'x'.repeat(500));

    expect(text.length).toBeLessThanOrEqual(100);
    expect(performance.now() - begun).toBeLessThan(1500);
  });

  test('of nothing it keeps null', () => {
    expect(keep(undefined, 100, '').text).toBe('null');
  });
});
