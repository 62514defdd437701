import { closest, distance } from 'fastest-levenshtein';
import { Problem } from './call.ts';

/** The problem of a name that there is not, with the one that was most likely meant and with all that there are. */
export function unknownName(
  kind: string,
  given: string,
  known: readonly string[],
  field: string,
  status: 400 | 404 = 400,
): Problem {
  const near = nearest(given.slice(0, 100), known);
  const question = near === undefined ? '' : ` Did you mean ${near}?`;
  return new Problem(status, `There is no such ${kind}.${question}`, {
    field,
    ...(near !== undefined && { nearest: near }),
    allowed_values: known,
  });
}

/** Undefined when none comes close: more than half of it would have to change. */
function nearest(given: string, known: readonly string[]): string | undefined {
  if (known.length === 0) return undefined;
  const name = closest(given, known);
  return distance(given, name) <= name.length / 2 ? name : undefined;
}
