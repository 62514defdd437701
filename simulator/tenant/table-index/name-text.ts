import type { NamePart } from '#fixtures/long-list/long-list.ts';
import { foldText } from '../fold-text.ts';

/** Which words each part of a name may have, by their numbers; absent for any. A name fits when all of its parts do. */
export type Fitting = readonly (ReadonlySet<number> | undefined)[];

/** Names that are put together from parts, searched part by part: a text stands within one, or goes on over its end into the next. */
export interface NameText {
  /** What the names that hold a text have in common, in several ways that may overlap. */
  holding(folded: string): Fitting[];
  /** The same for the names that are a text, but for case and accents. */
  being(folded: string): Fitting[];
}

const ANYTHING: Fitting = [];

export function nameText(parts: readonly NamePart[]): NameText {
  const vocabularies = parts.map(vocabularyOf);
  const last = parts.length - 1;
  const only = (part: number, codes: ReadonlySet<number>): Fitting =>
    parts.map((_, at) => (at === part ? codes : undefined));
  const both = (one: Fitting, other: Fitting): Fitting => parts.map((_, at) => one[at] ?? other[at]);

  /** The ways in which a text goes on from the end of a part and ends within a later one. */
  function goingOn(part: number, text: string): Fitting[] {
    const vocabulary = vocabularies[part];
    if (vocabulary === undefined) return [];
    const ending = vocabulary.codesWhere(text, (word) => word.startsWith(text));
    const ways = ending.size > 0 ? [only(part, ending)] : [];
    if (part === last) return ways;
    for (const [word, codes] of vocabulary.words) {
      if (word.length >= text.length || !text.startsWith(word)) continue;
      ways.push(...goingOn(part + 1, text.slice(word.length)).map((rest) => both(only(part, codes), rest)));
    }
    return ways;
  }

  function being(part: number, text: string): Fitting[] {
    const vocabulary = vocabularies[part];
    if (vocabulary === undefined) return [];
    if (part === last) {
      const codes = vocabulary.words.get(text);
      return codes === undefined ? [] : [only(part, codes)];
    }
    return [...vocabulary.words].flatMap(([word, codes]) =>
      text.startsWith(word)
        ? being(part + 1, text.slice(word.length)).map((rest) => both(only(part, codes), rest))
        : [],
    );
  }

  return {
    holding(text) {
      if (text === '') return [ANYTHING];
      return vocabularies.flatMap((vocabulary, part) => {
        const whole = vocabulary.codesWhere(text, (word) => word.includes(text));
        const ways = whole.size > 0 ? [only(part, whole)] : [];
        const splits = part === last ? 0 : text.length;
        for (let split = 1; split < splits; split += 1) {
          const head = text.slice(0, split);
          const codes = vocabulary.codesWhere(head, (word) => word.endsWith(head));
          if (codes.size === 0) continue;
          const rests = goingOn(part + 1, text.slice(split));
          ways.push(...rests.map((rest) => both(only(part, codes), rest)));
        }
        return ways;
      });
    },
    being: (text) => being(0, text),
  };
}

function vocabularyOf(part: NamePart) {
  const words = new Map<string, Set<number>>();
  for (const [code, word] of part.words.entries()) {
    const folded = foldText(word);
    words.set(folded, (words.get(folded) ?? new Set()).add(code));
  }
  const letters = new Set([...words.keys()].join(''));
  return {
    words,
    /** The numbers of the words that pass a test, which only those can that have all the letters of a text. */
    codesWhere(text: string, test: (word: string) => boolean): ReadonlySet<number> {
      const codes = new Set<number>();
      for (const letter of text) if (!letters.has(letter)) return codes;
      for (const [word, own] of words) if (test(word)) for (const code of own) codes.add(code);
      return codes;
    },
  };
}
