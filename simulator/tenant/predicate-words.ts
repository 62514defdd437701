import type { Predicate, PredicateLeaf } from '#contract/entities/predicate.ts';
import type { SchemaItem } from '#contract/entities/schema-item.ts';

type Leaf<Type extends PredicateLeaf['type']> = Extract<PredicateLeaf, { type: Type }>;
type NameOf = (kind: SchemaItem['kind'], key: string) => string;

/**
 * The rules of a predicate tree in plain words, with the tenant's own names for what it speaks of. Brackets stand wherever an
 * "and" meets an "or", so that the words have one reading.
 */
export function predicateWords(predicate: Predicate, schema: readonly SchemaItem[]): string {
  const names = new Map(schema.map((item) => [`${item.kind} ${item.key}`, item.name]));
  return words(predicate, (kind, key) => names.get(`${kind} ${key}`) ?? key);
}

function words(predicate: Predicate, nameOf: NameOf): string {
  switch (predicate.type) {
    case 'and':
    case 'or':
      return predicate.children
        .map((child) => part(child, nameOf, predicate.children.length > 1))
        .join(` ${predicate.type} `);
    case 'not':
      return `not (${words(predicate.child, nameOf)})`;
    case 'attribute':
      return attributeWords(predicate, nameOf('attribute', predicate.attribute));
    case 'lifecycle_stage':
      return `lifecycle stage ${choice(
        predicate.operator,
        predicate.values.map((key) => nameOf('lifecycle_stage', key)),
      )}`;
    case 'value_segment':
      return `value segment ${choice(predicate.operator, predicate.values)}`;
    case 'segment':
      return `${predicate.operator === 'in' ? 'in' : 'not in'} the segment ${quoted(predicate.segment.name)}`;
    case 'event':
      return eventWords(predicate, nameOf('event', predicate.event));
    case 'engagement':
      return engagementWords(predicate);
  }
}

/** A part of a longer sentence: in brackets when it is itself made of several parts. */
function part(child: Predicate, nameOf: NameOf, oneOfMany: boolean): string {
  const text = words(child, nameOf);
  const composed = (child.type === 'and' || child.type === 'or') && child.children.length > 1;
  return composed && oneOfMany ? `(${text})` : text;
}

function attributeWords({ operator, value }: Leaf<'attribute'>, name: string): string {
  const list = (Array.isArray(value) ? value : [value ?? '']).map(shown);
  const one = list[0] ?? '';
  switch (operator) {
    case 'eq':
      return `${name} is ${one}`;
    case 'ne':
      return `${name} is not ${one}`;
    case 'gt':
    case 'gte':
    case 'lt':
    case 'lte':
      return `${name} is ${COMPARED[operator]} ${one}`;
    case 'between':
      return `${name} is between ${one} and ${list[1] ?? ''}`;
    case 'in':
    case 'not_in':
      return `${name} ${choice(operator, list)}`;
    case 'contains':
      return `${name} contains ${one}`;
    case 'starts_with':
      return `${name} starts with ${one}`;
    case 'exists':
      return `${name} is known`;
    case 'not_exists':
      return `${name} is not known`;
    case 'within_days':
      return `${name} is within the last ${days(one)}`;
    case 'not_within_days':
      return `${name} is not within the last ${days(one)}`;
  }
}

const COMPARED = {
  eq: 'exactly',
  ne: 'not',
  gt: 'more than',
  gte: 'at least',
  lt: 'less than',
  lte: 'at most',
} as const;

function eventWords(rule: Leaf<'event'>, name: string): string {
  const amount =
    typeof rule.value === 'number'
      ? `${rule.operator === 'between' ? 'exactly' : COMPARED[rule.operator]} ${rule.value}`
      : `between ${rule.value[0]} and ${rule.value[1]}`;
  const event = quoted(name);
  const window = rule.window_days === undefined ? '' : ` in the last ${days(String(rule.window_days))}`;
  switch (rule.measure) {
    case 'count':
      return `${event} happened ${amount} times${window}`;
    case 'days_since_last':
      return `the last ${event} was ${amount} days ago${window}`;
    case 'sum':
    case 'average':
    case 'maximum':
      return `the ${rule.measure} of ${rule.property ?? 'value'} over ${event} is ${amount}${window}`;
  }
}

function engagementWords({ action, operator, channel, window_days }: Leaf<'engagement'>): string {
  const through = channel === undefined ? 'a message' : `a message by ${channel.replaceAll('_', '-')}`;
  const did = {
    received: ['received', 'did not receive'],
    opened: ['opened', 'did not open'],
    clicked: ['clicked', 'did not click'],
    converted: ['converted after', 'did not convert after'],
  } as const;
  return `${did[action][operator === 'did' ? 0 : 1]} ${through} in the last ${days(String(window_days))}`;
}

function choice(operator: 'in' | 'not_in', values: readonly string[]): string {
  if (values.length === 1) return `${operator === 'in' ? 'is' : 'is not'} ${values.join('')}`;
  return `is ${operator === 'in' ? 'one' : 'none'} of ${values.join(', ')}`;
}

function shown(value: string | number | boolean): string {
  return typeof value === 'string' ? quoted(value) : String(value);
}

function quoted(text: string): string {
  return `“${text}”`;
}

function days(count: string): string {
  return count === '1' ? '1 day' : `${count} days`;
}
