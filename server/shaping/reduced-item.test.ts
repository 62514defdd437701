import { describe, expect, test } from 'vitest';
import { reducedItem, shortened, shortTexts } from './reduced-item.ts';

describe('a text that is too long', () => {
  test('is cut after as many characters as it may have, and says so', () => {
    expect(shortened('abcd', 4)).toBe('abcd');
    expect(shortened('abcde', 4)).toBe('abcd…');
  });

  test('has 300 characters where nothing else is said', () => {
    expect(shortened('a'.repeat(300))).toBe('a'.repeat(300));
    expect(shortened('a'.repeat(301))).toBe(`${'a'.repeat(300)}…`);
  });

  test('is never cut within a character', () => {
    expect(shortened('🎁'.repeat(5), 4)).toBe(`${'🎁'.repeat(4)}…`);
  });
});

describe('an item that is too large for a list', () => {
  const item = {
    id: '1',
    url: `https://console.example/${'x'.repeat(30)}`,
    notes: 'n'.repeat(30),
    tags: ['short'],
    rules: Array.from({ length: 9 }, () => 'rule'),
    nothing: null,
    unset: undefined,
  };

  test('keeps what is short, the start of long texts and its whole address, and says that there is more', () => {
    expect(reducedItem(item, 10)).toEqual({
      id: '1',
      url: item.url,
      notes: `${'n'.repeat(10)}…`,
      tags: ['short'],
      nothing: null,
      unset: undefined,
      note: expect.stringContaining('Its get tool or its url has the whole.'),
    });
  });

  test('keeps a part of exactly twice the length of a text, and none that is longer', () => {
    const part = ['a'.repeat(7), 'b'.repeat(6)];
    expect(JSON.stringify(part)).toHaveLength(20);

    expect(reducedItem({ part }, 10)).toHaveProperty('part');
    expect(reducedItem({ part: [...part, 1] }, 10)).not.toHaveProperty('part');
  });
});

describe('the texts of an object', () => {
  test('are shortened at every depth, in lists too', () => {
    const long = 'long text';
    const object = { a: long, b: { c: [long, { d: long, url: long }, 7, null] } };

    expect(shortTexts(object, 4)).toEqual({
      a: 'long…',
      b: { c: ['long…', { d: 'long…', url: long }, 7, null] },
    });
  });

  test('are left as they are below a depth that no rule tree needs', () => {
    const nested = { a: { a: { a: 'long text' } } };

    expect(shortTexts(nested, 4, 1)).toEqual({ a: { a: { a: 'long text' } } });
    expect(shortTexts(nested, 4, 2)).toEqual({ a: { a: { a: 'long…' } } });
  });
});
