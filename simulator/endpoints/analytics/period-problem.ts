import type { Period } from '../../tenant/analytics/calendar.ts';
import { invalidParameter, type Refusal } from '../refusal.ts';

/** The refusal of a period that ends before it begins. */
export function periodProblem({ from, to }: Period): Refusal | null {
  if (from <= to) return null;
  return invalidParameter('The period ends before it begins: to must not be before from.', {
    parameter: 'to',
  });
}
