import { Problem } from './call.ts';
import { nearest } from './nearest.ts';

/** The problem of a name that there is not, with the one that was most likely meant and with all that there are. */
export function unknownName(
  kind: string,
  given: string,
  known: readonly string[],
  field: string,
  status: 400 | 404 = 400,
): Problem {
  const near = nearest(given, known);
  const question = near === undefined ? '' : ` Did you mean ${near}?`;
  return new Problem(status, `There is no such ${kind}.${question}`, {
    field,
    ...(near !== undefined && { nearest: near }),
    allowed_values: known,
  });
}
