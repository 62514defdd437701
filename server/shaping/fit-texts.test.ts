import { describe, expect, test } from 'vitest';
import { textLengthThatFits } from './fit-texts.ts';

/** How long texts may be in an output of so many of them, each of so many words. */
const lengthFor = (texts: number, words: number) =>
  textLengthThatFits((characters) => ({
    texts: Array.from({ length: texts }, (_, n) => `${n} bonus campaign `.repeat(words).slice(0, characters)),
  }));

describe('the length of texts', () => {
  test.each([
    ['unbounded where all of it fits', 3, 10, Number.POSITIVE_INFINITY],
    ['300 characters where longer ones do not fit', 100, 500, 300],
    ['120 characters where 300 are too many', 220, 500, 120],
    ['40 characters where nothing else helps', 2000, 500, 40],
  ])('is %s', async (_name, texts, words, expected) => {
    expect(await lengthFor(texts, words)).toBe(expected);
  });
});
