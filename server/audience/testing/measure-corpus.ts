import { isDeepStrictEqual } from 'node:util';
import { compileAudience } from '../compile.ts';
import { normalForm } from '../normal-form.ts';
import { corpus, treeOf, type Entry } from './corpus.ts';
import { demoVocabulary } from './demo-vocabularies.ts';

/** `right` has the tree, or the refusal of the phrase; `elsewhere` is a refusal of another phrase; `wrong` is a tree not meant. */
export type Verdict = 'right' | 'refused' | 'elsewhere' | 'wrong';

export interface Judged {
  readonly entry: Entry;
  readonly verdict: Verdict;
}

/** What each description of the corpus is read as, held against what was expected. */
export function judgeCorpus(): Judged[] {
  return corpus().map((entry) => ({ entry, verdict: verdictOf(entry) }));
}

function verdictOf({ tenant, text, tree, refused }: Entry): Verdict {
  const vocabulary = demoVocabulary(tenant);
  const read = compileAudience(text, vocabulary);
  if (tree !== undefined) {
    if (!read.ok) return 'refused';
    return isDeepStrictEqual(read.value.criteria, normalForm(treeOf(tree, vocabulary))) ? 'right' : 'wrong';
  }
  if (read.ok) return 'wrong';
  const expected = (refused ?? '').toLowerCase();
  const phrases = read.failure.map(({ phrase }) => phrase.toLowerCase());
  return phrases.some((phrase) => phrase.includes(expected) || (phrase !== '' && expected.includes(phrase)))
    ? 'right'
    : 'elsewhere';
}
