import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { neutralise, neutraliseFields } from './untrusted-text.ts';

const texts = fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme' }));

describe('neutralise', () => {
  test.each([
    ['bidirectional override', 'invoice\u202Efdp.exe', 'invoicefdp.exe'],
    ['isolates and marks', '\u2066a\u2069\u200Fb\u061C', 'ab'],
    ['zero width characters', 'VI\u200BP\uFEFF \u2060x', 'VIP x'],
    ['joiners in Latin', 'V\u200DI\u200CP', 'VIP'],
    ['smuggled tag characters', 'Sale\u{E0049}\u{E0067}\u{E006E}', 'Sale'],
    ['smuggled variation selectors', 'Sale\u{E0100}\uFE00', 'Sale'],
    ['control characters', 'a\u0000b\u001B[31mc\u0085d', 'ab[31mc\nd'],
    ['Hangul fillers', '\u3164\uFFA0x', 'x'],
    ['line separators', 'a\r\nb\u2028c\td', 'a\nb\nc\td'],
    ['lone surrogates', 'a\uD800b', 'a\uFFFDb'],
  ])('takes out %s', (_, text, expected) => {
    expect(neutralise(text)).toBe(expected);
  });

  test.each([
    '👩‍💻 ships it',
    '❤️ 🏴󠁧󠁢󠁥󠁮󠁧󠁿 🇲🇹 👍🏽',
    '👩‍👩‍👧‍👦',
    'می‌خواهم',
    'क्‍ष',
    'Ħal Għaxaq – Gżira',
    '限定セール',
    'שלום',
    'naïve\nline',
  ])('keeps %s', (text) => {
    expect(neutralise(text)).toBe(text);
  });

  test('for any text, nothing bidirectional or uncontrolled is left, and doing it again changes nothing', () => {
    fc.assert(
      fc.property(texts, (text) => {
        const once = neutralise(text);

        expect(once).not.toMatch(/[\p{Bidi_Control}\u200B\u2060-\u206F\uFEFF]/u);
        expect(once.replaceAll(/[\n\t]/g, '')).not.toMatch(/\p{Cc}/u);
        expect(once.isWellFormed()).toBe(true);
        expect(neutralise(once)).toBe(once);
      }),
      { examples: [['👩\u200D\u200B👩'], ['🏴\u{E0067}\u{E007F}'], ['ب\u200D\u200Dب'], ['\u200D👩\u200D']] },
    );
  });
});

describe('neutraliseFields', () => {
  test('reaches every string of a value and leaves the rest', () => {
    const dirty = { a: ['x\u202E', { b: 'y\u200B', n: 1, t: true, z: null }] };

    expect(neutraliseFields(dirty)).toEqual({ a: ['x', { b: 'y', n: 1, t: true, z: null }] });
  });

  test('takes any depth and any name', () => {
    let deep: object = { a: 'x\u202E' };
    for (let depth = 0; depth < 2500; depth += 1) deep = { child: deep };

    expect(JSON.stringify(neutraliseFields(deep))).toBe(JSON.stringify(deep).replace('\u202E', ''));
    expect(JSON.stringify(neutraliseFields(JSON.parse('{"__proto__":{"a":"y\u200B"}}')))).toBe(
      '{"__proto__":{"a":"y"}}',
    );
  });
});
