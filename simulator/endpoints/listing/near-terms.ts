import MiniSearch from 'minisearch';
import { foldText } from '../../tenant/fold-text.ts';

/** A search costs by the term; a name that is told from others takes few. */
const MOST_TERMS = 8;

/** How alike terms have to be, whatever is searched. */
export const NEAR = {
  processTerm: foldText,
  searchOptions: { tokenize: termsOf, fuzzy: 0.25, prefix: ({ length }: string) => length > 2 },
};

/** The terms of a text, each once. */
export function termsOf(text: string): string[] {
  const terms: string[] = MiniSearch.getDefault('tokenize')(text);
  return [...new Set(terms)].slice(0, MOST_TERMS);
}
