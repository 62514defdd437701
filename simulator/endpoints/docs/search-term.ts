import { foldText } from '../../tenant/fold-text.ts';

/** Words of a question that say nothing about its subject. */
const STOP_WORDS = new Set(
  (
    'a about after all also am an and any are as at be been but by can could did do does for from get had has have how i if in is it ' +
    'its let may me mean means my no not of on or our please should so tell that the their them then there they this to us was we ' +
    'were what when where which who why will with would you your'
  ).split(' '),
);

/** English endings of verbs and nouns, where at least four letters are left before them. */
const ENDING = /(?<=.{4})(?:at)?(?:ing|ions?|ed|es?|ors?|ers?)$/u;
const PLURAL_S = /(?<=.{2}[^ius])s$/u;
const DOUBLED = /([bdfgklmnprt])\1$/u;
/** British spellings of which American ones exist. */
const BRITISH_S = /(?<=.{3})is(?=e|ing|ation)/u;

/**
 * A word as it is compared: without case, accents and English endings, so that "schedule", "schedules" and "scheduling" are one
 * term; null for a word that says nothing. A rule of suffixes: it needs no dictionary, and both sides go through it.
 */
export function searchTerm(word: string): string | null {
  const folded = foldText(word);
  if (STOP_WORDS.has(folded) || /^[a-z]$/u.test(folded)) return null;
  return folded
    .replace(BRITISH_S, 'iz')
    .replace(/(?<=.{3})ies$/u, 'y')
    .replace(PLURAL_S, '')
    .replace(ENDING, '')
    .replace(DOUBLED, '$1');
}
