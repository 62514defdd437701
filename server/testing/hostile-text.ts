import * as fc from 'fast-check';

/** Texts of which a few characters are many tokens, or many characters one word, or which change where they are cut. */
const EXTREMES = [
  '限定セール',
  '龘靐齉麤',
  '👩‍👩‍👧‍👦',
  '👩\u200D',
  '🏻',
  '🇲🇹',
  'a\u0301\u0302',
  '\u{1D165}',
  'می\u200Cخواهم ',
  'क्\u200D',
  'x',
  'aA',
  ' ',
  '\n\t ',
  '=',
  '"\\',
  'Zm9vYmFyMTIzNDU2Nzg5MA',
  '<|endoftext|>',
  '\uD83D',
  '\u202E\u200B',
  '__proto__',
] as const;

/** An extreme, so many characters long at least. */
export function longText(characters: number): fc.Arbitrary<string> {
  return fc.constantFrom(...EXTREMES).map((text) => `a${text.repeat(Math.ceil(characters / text.length))}`);
}

/** What people write, and now and then what nobody should. */
export const hostileText: fc.Arbitrary<string> = fc.oneof(
  { arbitrary: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 30 }), weight: 40 },
  { arbitrary: fc.string({ unit: 'binary', minLength: 1, maxLength: 30 }), weight: 10 },
  { arbitrary: longText(300), weight: 10 },
  { arbitrary: longText(3000), weight: 3 },
  { arbitrary: longText(15_000), weight: 1 },
);
