import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readDescription } from './compile.ts';
import { normalForm } from './normal-form.ts';
import { treesOver, vocabularies } from './testing/arbitraries.ts';
import { audienceWords } from './words.ts';

describe('audienceWords', () => {
  test('for any tree over any schema, compiles back to the tree in its normal form', () => {
    fc.assert(
      fc.property(
        vocabularies.chain((vocabulary) => fc.tuple(fc.constant(vocabulary), treesOver(vocabulary))),
        ([vocabulary, tree]) => {
          const words = audienceWords(tree, vocabulary);

          const read = readDescription(words, vocabulary);
          expect({ words, read: read.ok ? read.value : read.failure }).toEqual({
            words,
            read: normalForm(tree),
          });
        },
      ),
      { numRuns: 1000 },
    );
  });
});
