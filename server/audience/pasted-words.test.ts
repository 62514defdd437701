import { describe, expect, test } from 'vitest';
import type { Predicate } from '#contract/entities/predicate.ts';
import { predicateWords } from '../../simulator/tenant/predicate-words.ts';
import { readDescription } from './compile.ts';
import { normalForm } from './normal-form.ts';
import { DEMO_TENANTS, demoTenant, demoVocabulary } from './testing/demo-vocabularies.ts';

describe('words of a definition, pasted from the console', () => {
  test.each(DEMO_TENANTS)(
    'are read as the definition of %s, or refused for a name that two segments share',
    (id) => {
      const { schema, collections } = demoTenant(id);
      const trees = [
        ...collections.segments.map(({ definition }) => definition),
        ...collections['target-groups'].map(({ criteria }) => criteria),
      ];
      const names = collections.segments.map(({ name }) => name);
      const shared = new Set(names.filter((name, index) => names.indexOf(name) !== index));

      const readings = trees.map((tree) => {
        const words = predicateWords(tree, schema);
        const read = readDescription(words, demoVocabulary(id));
        return { words, read: read.ok ? read.value : 'refused' };
      });

      expect(readings).toEqual(
        trees.map((tree) => ({
          words: predicateWords(tree, schema),
          read: segmentsIn(tree).some((name) => shared.has(name)) ? 'refused' : normalForm(tree),
        })),
      );
    },
  );
});

function segmentsIn(tree: Predicate): string[] {
  if (tree.type === 'and' || tree.type === 'or') return tree.children.flatMap(segmentsIn);
  if (tree.type === 'not') return segmentsIn(tree.child);
  return tree.type === 'segment' ? [tree.segment.name] : [];
}
