import type { ToolFailure } from '../../ports.ts';
import { fail, ok, type Result } from '../../result.ts';
import { type DateFrame, resolveDay } from '../../shaping/dates.ts';
import { notADate } from '../date-filters.ts';
import { dateParam } from '../params.ts';

/** Days of the tenant; without them the last 30, today included. */
export const periodParams = { date_from: dateParam(), date_to: dateParam('End, inclusive.') };

const DEFAULT_DAYS = 30;

/** The days that a period means, both inclusive; a missing start lies 30 days before the end. */
export function resolvePeriod(
  { date_from: from, date_to: to = 'today' }: Readonly<Record<string, unknown>>,
  frame: DateFrame,
): Result<{ date_from: string; date_to: string }, ToolFailure> {
  const last = dayOf(to, frame);
  if (last === null) return notADate('date_to');
  const first = from === undefined ? daysBefore(last, DEFAULT_DAYS - 1) : dayOf(from, frame);
  if (first === null) return notADate('date_from');
  if (first > last) {
    const problem = `is ${last}, before date_from, which is ${first}`;
    return fail({ code: 'invalid_argument', argument: 'date_to', problem });
  }
  return ok({ date_from: first, date_to: last });
}

function dayOf(text: unknown, frame: DateFrame): string | null {
  return typeof text === 'string' ? resolveDay(text, frame) : null;
}

function daysBefore(day: string, days: number): string {
  return Temporal.PlainDate.from(day).subtract({ days }).toString();
}
