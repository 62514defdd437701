import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { foldText } from './fold-text.ts';

describe('foldText', () => {
  test.each([
    ['Émile', 'emile'],
    ['ÜNDER', 'under'],
    ['İstanbul', 'istanbul'],
    ['ﬁne', 'fine'],
    ['VIP 100%', 'vip 100%'],
    ['日本', '日本'],
    ['Bonus\u200B Buy\u200D\uFEFF', 'bonus buy'],
    ['Spring \u202Eelas\u202C', 'spring elas'],
  ])('%s reads as %s', (text, folded) => {
    expect(foldText(text)).toBe(folded);
  });

  test('for any text, folding twice changes nothing more, and case does not matter', () => {
    fc.assert(
      fc.property(
        fc
          .array(fc.constantFrom('a', 'É', 'e', 'İ', 'ı', 'ß', 'Σ', '語', '\u0301', '\u200D', 'ﬁ'))
          .map((all) => all.join('')),
        (text) => {
          expect(foldText(foldText(text))).toBe(foldText(text));
          expect(foldText(text.normalize('NFD'))).toBe(foldText(text.normalize('NFC')));
        },
      ),
    );
  });
});
