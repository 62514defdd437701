import { Answered } from './answered.ts';
import { Problem } from './problem.ts';
import type { NamedFunction } from './registry.ts';

/** What leaves the public API as an answer; a body of null is an empty one. */
export interface Rendered {
  status: number;
  body: string | null;
  headers: Readonly<Record<string, string>>;
}

/** Writes the outcome of a call, of a function or of none. */
export type Render = (outcome: unknown, called: NamedFunction | undefined) => Rendered;

/** Names and errors as they are documented, all in one shape. */
export const renderPlainly: Render = (outcome) => {
  if (outcome instanceof Problem) return inJson(outcome.body, outcome.status, outcome.headers);
  return outcome instanceof Answered ? inJson(outcome.answer, outcome.status) : inJson(outcome);
};

export function inJson(
  body: unknown,
  status = 200,
  headers: Readonly<Record<string, string>> = {},
): Rendered {
  return body === null
    ? { status, body, headers }
    : { status, body: JSON.stringify(body), headers: { ...headers, 'content-type': 'application/json' } };
}
