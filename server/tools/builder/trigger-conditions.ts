import type { z } from 'zod';
import type { SchemaItem } from '#contract/entities/schema-item.ts';
import type { triggerConditionSchema } from '#contract/entities/trigger.ts';
import { itemNamed } from '../schema-words.ts';
import type { Findings } from './findings.ts';
import { listed, quoted } from './words.ts';

type EventItem = Extract<SchemaItem, { kind: 'event' }>;
export const isEvent = (item: SchemaItem): item is EventItem => item.kind === 'event';
type Property = EventItem['properties'][number];
type Condition = z.infer<typeof triggerConditionSchema>;
type Operator = Condition['operator'];

export interface GivenCondition {
  property: string;
  op: Operator;
  value?: string | undefined;
}

const EQUALITY: readonly Operator[] = ['eq', 'ne', 'in', 'exists'];
const OPERATORS: Readonly<Record<Property['value_type'], readonly Operator[]>> = {
  number: [...EQUALITY, 'gt', 'gte', 'lt', 'lte'],
  string: EQUALITY,
  boolean: ['eq', 'ne', 'exists'],
};
const NUMBER = /^[+-]?\d{1,15}(?:\.\d{1,10})?$/;
const FORMS = { number: 'a number such as 100 or 99.5', boolean: 'true or false', string: 'text' };

/** Conditions as the API takes them, their values of the types that the schema states; what does not fit is reported. */
export function typedConditions(
  given: readonly GivenCondition[],
  event: EventItem,
  findings: Findings,
): Condition[] {
  return given.flatMap((condition, at) => {
    const place = `conditions[${at}].`;
    const named = itemNamed(condition.property, event.properties);
    const property = findings.check(`${place}property`, named);
    if (property === null) return [];
    const { key, value_type: type } = property;
    if (!OPERATORS[type].includes(condition.op)) {
      const problem = `does not fit ${key}, whose type is ${type}`;
      findings.report({ argument: `${place}op`, problem, allowed: OPERATORS[type] });
      return [];
    }
    const value = typedValue(condition, type);
    if (value === null) {
      findings.report({ argument: `${place}value`, problem: valueProblem(condition, type) });
      return [];
    }
    return [{ property: key, operator: condition.op, ...(value !== undefined && { value }) }];
  });
}

/** Undefined where none belongs; null where it does not fit. */
function typedValue({ op, value }: GivenCondition, type: Property['value_type']): Condition['value'] | null {
  if (op === 'exists') return value === undefined ? undefined : null;
  if (value === undefined || value.trim() === '') return null;
  if (type === 'boolean') {
    const word = value.trim().toLowerCase();
    return word === 'true' ? true : word === 'false' ? false : null;
  }
  const parts = op === 'in' ? value.split(',').map((part) => part.trim()) : [value.trim()];
  if (parts.includes('')) return null;
  if (type === 'string') return op === 'in' ? parts : (parts[0] ?? null);
  if (!parts.every((part) => NUMBER.test(part))) return null;
  const numbers = parts.map(Number);
  return op === 'in' ? numbers : (numbers[0] ?? null);
}

function valueProblem({ op }: GivenCondition, type: Property['value_type']): string {
  if (op === 'exists') return 'does not belong to exists; leave it out';
  return op === 'in' ? `must be values of type ${type}, separated by commas` : `must be ${FORMS[type]}`;
}

const WORDS = {
  eq: 'is',
  ne: 'is not',
  in: 'is one of',
  gt: 'is greater than',
  gte: 'is at least',
  lt: 'is less than',
  lte: 'is at most',
  exists: 'has a value',
} as const satisfies Record<Operator, string>;

/** `amount is greater than 100 and currency is "EUR"`. */
export function conditionWords(conditions: readonly Condition[]): string {
  return listed(
    conditions.map(({ property, operator, value }) =>
      value === undefined
        ? `${property} ${WORDS[operator]}`
        : `${property} ${WORDS[operator]} ${listed([value].flat().map(valueWords), 'or')}`,
    ),
  );
}

function valueWords(value: string | number | boolean): string {
  return typeof value === 'string' ? quoted(value) : String(value);
}

/** Warns of amounts that are compared without a word on their currency. */
export function currencyWarnings(conditions: readonly Condition[], { properties }: EventItem): string[] {
  if (conditions.some(({ property }) => property.includes('currency'))) return [];
  return properties
    .filter(
      ({ key, description }) =>
        description.includes('currency') && conditions.some((one) => one.property === key),
    )
    .map(({ key, description }) => `${key} is ${quoted(description)}, and no condition says which.`);
}
