import type { ToolFailure } from '../ports.ts';
import { fail, ok, type Result } from '../result.ts';
import { DATE_EXAMPLES, type DateFrame, resolveDay, resolveInstant } from '../shaping/dates.ts';

type Resolve = (text: string, frame: DateFrame) => string | null;
const startOf: Resolve = (text, frame) => resolveInstant(text, frame, 'start');
const endOf: Resolve = (text, frame) => resolveInstant(text, frame, 'end');

/** The arguments that are dates, and what each means for the tenant API. */
const DATE_FILTERS: Readonly<Record<string, Resolve>> = {
  created_after: startOf,
  updated_after: startOf,
  execution_from: startOf,
  execution_to: endOf,
  started_after: startOf,
  since: startOf,
  valid_on: resolveDay,
};

/** The dates among the filters as the tenant API takes them; they are echoed, so that `-7d` can be checked. */
export function resolveDates(
  filters: Readonly<Record<string, unknown>>,
  frame: DateFrame,
): Result<Record<string, string>, ToolFailure> {
  const resolved: Record<string, string> = {};
  for (const [argument, resolve] of Object.entries(DATE_FILTERS)) {
    const text = filters[argument];
    if (typeof text !== 'string') continue;
    const value = resolve(text, frame);
    if (value === null) return notADate(argument);
    resolved[argument] = value;
  }
  return ok(resolved);
}

export function notADate(argument: string) {
  const problem = `is not a date that can be used; write it like ${DATE_EXAMPLES.join(', ')}`;
  return fail<ToolFailure>({ code: 'invalid_argument', argument, problem });
}
