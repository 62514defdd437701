import { randomBytes } from 'node:crypto';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { seal, unseal } from './sealed-text.ts';

const key = randomBytes(32);
const texts = fc.string({ unit: 'grapheme' });

describe('sealed text', () => {
  test('for any text, it opens with the key and for the purpose that it was sealed with, and no other', () => {
    fc.assert(
      fc.property(texts, texts, texts, (text, purpose, other) => {
        const sealed = seal(key, purpose, text);

        expect(unseal(key, purpose, sealed)).toBe(text);
        expect(unseal(randomBytes(32), purpose, sealed)).toBeNull();
        expect(unseal(key, other, sealed)).toBe(other === purpose ? text : null);
      }),
    );
  });

  test('for any change of a byte, and any other length, it does not open', () => {
    fc.assert(
      fc.property(texts, fc.nat(), fc.integer({ min: 1, max: 255 }), (text, at, change) => {
        const sealed = seal(key, 'test', text);
        const altered = Buffer.from(sealed);
        const place = at % altered.length;
        altered[place] = (altered[place] ?? 0) ^ change;

        expect(unseal(key, 'test', altered)).toBeNull();
        expect(unseal(key, 'test', sealed.subarray(0, place))).toBeNull();
      }),
    );
  });

  test('shows nothing of the text, and is never the same twice', () => {
    const sealed = seal(key, 'test', 'canary');

    expect(sealed.toString('latin1')).not.toContain('canary');
    expect(seal(key, 'test', 'canary').equals(sealed)).toBe(false);
  });
});
