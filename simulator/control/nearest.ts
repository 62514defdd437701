import { closest, distance } from 'fastest-levenshtein';

const CHARACTERS = 100;

/** The known name that was most likely meant, or undefined when none comes close: more than half of it would have to change. */
export function nearest(given: string, known: readonly string[]): string | undefined {
  if (known.length === 0) return undefined;
  const text = given.slice(0, CHARACTERS);
  const name = closest(text, known);
  return distance(text, name) <= name.length / 2 ? name : undefined;
}
