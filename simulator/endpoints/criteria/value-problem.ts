import { COMPARISONS, type PredicateLeaf } from '#contract/entities/predicate.ts';
import type { VALUE_TYPES } from '#contract/entities/schema-item.ts';

type ValueType = (typeof VALUE_TYPES)[number];
type Rule = Pick<Extract<PredicateLeaf, { type: 'attribute' }>, 'operator' | 'value'>;

interface ValueKind {
  type: ValueType;
  /** The only values that there are. */
  allowed?: readonly string[] | undefined;
  /** The comparisons that may be made here; absent: all. */
  known?: readonly string[];
}

interface ValueProblem {
  part: 'operator' | 'value';
  problem: string;
}

const ANY = ['eq', 'ne', 'exists', 'not_exists'] as const;
const LISTED = ['in', 'not_in'] as const;
const ORDERED = ['gt', 'gte', 'lt', 'lte', 'between'] as const;

/** The comparisons that mean something for values of a type. */
const OPERATORS: Readonly<Record<ValueType, readonly string[]>> = {
  string: [...ANY, ...LISTED, 'contains', 'starts_with'],
  number: [...ANY, ...LISTED, ...ORDERED],
  boolean: ANY,
  date: [...ANY, ...LISTED, ...ORDERED, 'within_days', 'not_within_days'],
};
const EXAMPLES = {
  string: 'text that is not blank',
  number: 'a number',
  boolean: 'true or false',
  date: 'a date such as 2026-11-22',
} as const;
const MOST_DAYS = 3650;

/** Why a comparison says nothing about values of this type, and which part of it is to blame; null when it is right. */
export function valueProblem(
  { type, allowed, known = COMPARISONS }: ValueKind,
  { operator, value }: Rule,
): ValueProblem | null {
  const fitting = OPERATORS[type].filter((one) => known.some((other) => other === one));
  if (!fitting.includes(operator)) {
    const problem = `does not go with ${type} values; use one of ${fitting.join(', ')}`;
    return { part: 'operator', problem };
  }
  if (operator === 'exists' || operator === 'not_exists') {
    return value === undefined ? null : wrong(`must be left out with ${operator}`);
  }
  if (value === undefined) return wrong('is missing');
  if (operator === 'within_days' || operator === 'not_within_days') {
    const fits = typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= MOST_DAYS;
    return fits ? null : wrong(`must be a whole number of days from 1 to ${MOST_DAYS}`);
  }

  const many = operator === 'in' || operator === 'not_in';
  const values: readonly unknown[] = Array.isArray(value) ? value : [value];
  if (many && (!Array.isArray(value) || values.length === 0)) return wrong(`must be a list with ${operator}`);
  if (operator === 'between' && (!Array.isArray(value) || values.length !== 2)) {
    return wrong('must be a pair, the lower one first');
  }
  if (!many && operator !== 'between' && Array.isArray(value)) return wrong('must be a single value');
  if (!values.every((one) => isOf(type, one))) return wrong(`must be ${EXAMPLES[type]}`);
  const [low, high] = values;
  if (operator === 'between' && !isOrdered(low, high)) return wrong('must have the lower one first');
  const isWhole = ['eq', 'ne', 'in', 'not_in'].includes(operator);
  const stranger = isWhole && allowed ? values.find((one) => !allowed.includes(String(one))) : undefined;
  return stranger === undefined ? null : wrong(`must be among: ${allowed?.join(', ')}`);
}

function wrong(problem: string): ValueProblem {
  return { part: 'value', problem };
}

function isOf(type: ValueType, value: unknown): boolean {
  if (type === 'date') return typeof value === 'string' && isDate(value);
  // Blank text is in every text: a rule with it says nothing.
  if (type === 'string') return typeof value === 'string' && value.trim() !== '';
  return typeof value === type && (typeof value !== 'number' || Number.isFinite(value));
}

function isDate(text: string): boolean {
  if (!/^\d{4}-\d\d-\d\d$/.test(text)) return false;
  try {
    return Temporal.PlainDate.from(text).toString() === text;
  } catch {
    return false;
  }
}

function isOrdered(low: unknown, high: unknown): boolean {
  if (typeof low === 'number' && typeof high === 'number') return low <= high;
  return String(low) <= String(high);
}
