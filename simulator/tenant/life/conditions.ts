import type { Trigger } from '#contract/entities/trigger.ts';

/** What an event says of itself, by the keys of its properties. */
export type EventContext = Readonly<Record<string, unknown>>;

type Condition = Trigger['conditions'][number];

/** Whether all conditions of a trigger hold. Nothing holds of a property that is not there, except that it does not exist. */
export function conditionsHold(conditions: readonly Condition[], context: EventContext): boolean {
  return conditions.every((condition) => holds(condition, context[condition.property]));
}

function holds({ operator, value: wanted }: Condition, actual: unknown): boolean {
  const exists = actual !== undefined && actual !== null;
  if (operator === 'exists') return exists === (wanted !== false);
  if (!exists) return false;
  switch (operator) {
    case 'eq':
      return actual === wanted;
    case 'ne':
      return actual !== wanted;
    case 'in':
      return Array.isArray(wanted) && wanted.some((one) => one === actual);
    case 'gt':
    case 'gte':
    case 'lt':
    case 'lte':
      return typeof actual === 'number' && typeof wanted === 'number' && COMPARE[operator](actual, wanted);
  }
}

const COMPARE = {
  gt: (actual: number, wanted: number) => actual > wanted,
  gte: (actual: number, wanted: number) => actual >= wanted,
  lt: (actual: number, wanted: number) => actual < wanted,
  lte: (actual: number, wanted: number) => actual <= wanted,
} as const;
