import type { Period } from '../../tenant/analytics/calendar.ts';
import { invalidParameter, type Refusal } from '../refusal.ts';

/** Beyond these, the period before would begin in a year without four figures. */
const FIRST_DAY = '1900-01-01';
const LAST_DAY = '2199-12-31';

/** The refusal of a period that ends before it begins, or lies where there are no results. */
export function periodProblem({ from, to }: Period): Refusal | null {
  const parameter = from < FIRST_DAY ? 'from' : 'to';
  if (from < FIRST_DAY || to > LAST_DAY) {
    const message = `The query parameter ${parameter} must lie between ${FIRST_DAY} and ${LAST_DAY}.`;
    return invalidParameter(message, { parameter });
  }
  if (from <= to) return null;
  return invalidParameter('The period ends before it begins: to must not be before from.', {
    parameter: 'to',
  });
}
