import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { canonicalJson } from './canonical-json.ts';

describe('canonicalJson', () => {
  test('is one text for equal values, however deep their keys stand in another order', () => {
    const [one, other] = [
      { b: [{ y: 1, x: null }], a: { d: 'z', c: true } },
      { a: { c: true, d: 'z' }, b: [{ x: null, y: 1 }] },
    ];

    expect(canonicalJson(one)).toBe('{"a":{"c":true,"d":"z"},"b":[{"x":null,"y":1}]}');
    expect(canonicalJson(other)).toBe(canonicalJson(one));
  });

  test('keeps the order of a list, which means something', () => {
    expect(canonicalJson(['b', 'a'])).toBe('["b","a"]');
  });

  test('indents where a person reads it', () => {
    expect(canonicalJson({ b: 1, a: 2 }, 2)).toBe('{\n  "a": 2,\n  "b": 1\n}');
  });

  test('loses nothing', () => {
    fc.assert(
      fc.property(fc.jsonValue({ noUnicodeString: false }), (value) => {
        expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });
});
