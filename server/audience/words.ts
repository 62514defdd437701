import type { Predicate, PredicateLeaf } from '#contract/entities/predicate.ts';
import { quoted } from './characters.ts';
import { normalForm } from './normal-form.ts';
import { numberWords } from './numbers.ts';
import type { AudienceVocabulary } from './vocabulary.ts';

type Vocabulary = Pick<AudienceVocabulary, 'schema' | 'segments'>;
type Leaf<Type extends PredicateLeaf['type']> = Extract<PredicateLeaf, { type: Type }>;
type Value = NonNullable<Leaf<'attribute'>['value']>;
type Operator = Leaf<'event'>['operator'] | Leaf<'attribute'>['operator'];

/** Criteria in words that compile to the same criteria again, for whatever the vocabulary calls its things. */
export function audienceWords(criteria: Predicate, vocabulary: Vocabulary): string {
  return wordsOf(normalForm(criteria), vocabulary);
}

function wordsOf(criteria: Predicate, vocabulary: Vocabulary): string {
  switch (criteria.type) {
    case 'and':
    case 'or':
      return criteria.children.map((child) => inside(child, vocabulary)).join(` ${criteria.type} `);
    case 'not':
      return `not (${wordsOf(criteria.child, vocabulary)})`;
    case 'attribute':
      return attributeWords(criteria, vocabulary);
    case 'lifecycle_stage':
      return `lifecycle stage ${listWords(criteria.operator, criteria.values)}`;
    case 'value_segment':
      return `value segment ${listWords(criteria.operator, criteria.values)}`;
    case 'segment':
      return `${criteria.operator === 'in' ? 'in' : 'not in'} the ${segmentWords(criteria.segment, vocabulary)}`;
    case 'event':
      return eventWords(criteria, vocabulary);
    case 'engagement':
      return engagementWords(criteria);
  }
}

/** A part of a longer sentence: in brackets when it is itself made of several parts. */
function inside(child: Predicate, vocabulary: Vocabulary): string {
  const text = wordsOf(child, vocabulary);
  return child.type === 'and' || child.type === 'or' ? `(${text})` : text;
}

function attributeWords({ attribute, operator, value }: Leaf<'attribute'>, { schema }: Vocabulary): string {
  const items = schema.filter((item) => item.kind === 'attribute');
  const item = items.find(({ key }) => key === attribute);
  const byKey =
    attribute === 'value_segment' ||
    item === undefined ||
    items.filter(({ name }) => name === item.name).length > 1;
  const name = byKey ? `attribute key ${quoted(attribute)}` : quoted(item.name);
  const list = Array.isArray(value) ? value : [value ?? ''];
  const day = item?.value_type === 'date';
  const one = valueWords(list[0] ?? '', day);
  switch (operator) {
    case 'eq':
      return `${name} is ${one}`;
    case 'ne':
      return `${name} is not ${one}`;
    case 'gt':
    case 'gte':
    case 'lt':
    case 'lte':
      return `${name} is ${day ? DAYS[operator] : COMPARED[operator]} ${one}`;
    case 'between':
      return `${name} is between ${one} and ${valueWords(list[1] ?? '', day)}`;
    case 'in':
    case 'not_in':
      return `${name} ${listWords(operator, list, day)}`;
    case 'contains':
      return `${name} contains ${one}`;
    case 'starts_with':
      return `${name} starts with ${one}`;
    case 'exists':
      return `${name} is known`;
    case 'not_exists':
      return `${name} is not known`;
    case 'within_days':
      return `${name} is within the last ${one} days`;
    case 'not_within_days':
      return `${name} is not within the last ${one} days`;
  }
}

function valueWords(value: Value, day = false): string {
  if (typeof value === 'string') return day ? value : quoted(value);
  return typeof value === 'number' ? numberWords(value) : String(value);
}

function listWords(
  operator: 'in' | 'not_in',
  values: readonly Exclude<Value, unknown[]>[],
  day = false,
): string {
  const texts = values.map((value) => valueWords(value, day));
  if (texts.length === 1) return `${operator === 'in' ? 'is' : 'is not'} ${texts.join('')}`;
  return `is ${operator === 'in' ? 'one' : 'none'} of ${texts.join(', ')}`;
}

function segmentWords({ id, name }: Leaf<'segment'>['segment'], { segments }: Vocabulary): string {
  const named = segments.filter((segment) => segment.name === name);
  const segment = segments.find((one) => one.id === id);
  return named.length > 1 && segment !== undefined
    ? `segment with key ${quoted(segment.key)}`
    : `segment ${quoted(name)}`;
}

const COMPARED = { gt: 'more than', gte: 'at least', lt: 'less than', lte: 'at most' } as const;
const DAYS = { gt: 'after', gte: 'on or after', lt: 'before', lte: 'on or before' } as const;

function eventWords(rule: Leaf<'event'>, vocabulary: Vocabulary): string {
  const event = eventName(rule.event, vocabulary);
  const amount = amountWords(rule.operator, rule.value);
  const window = rule.window_days === undefined ? '' : ` in the last ${rule.window_days} days`;
  switch (rule.measure) {
    case 'count':
      return `${event} happened ${amount} times${window === '' ? ' ever' : window}`;
    case 'days_since_last':
      return `the last ${event} was ${amount} days ago${window}`;
    case 'sum':
    case 'average':
    case 'maximum':
      return `the ${rule.measure} of ${quoted(rule.property ?? 'value')} over ${event} is ${amount}${window === '' ? ' ever' : window}`;
  }
}

function eventName(key: string, { schema }: Vocabulary): string {
  const events = schema.filter((item) => item.kind === 'event');
  const item = events.find((event) => event.key === key);
  const byKey = item === undefined || events.filter(({ name }) => name === item.name).length > 1;
  return byKey ? `event key ${quoted(key)}` : quoted(item.name);
}

function amountWords(operator: Operator, value: number | [number, number]): string {
  if (typeof value !== 'number') return `between ${numberWords(value[0])} and ${numberWords(value[1])}`;
  const compared =
    operator === 'gt' || operator === 'gte' || operator === 'lt' || operator === 'lte'
      ? COMPARED[operator]
      : 'exactly';
  return `${operator === 'ne' ? 'not ' : ''}${compared} ${numberWords(value)}`;
}

const DEEDS = {
  received: ['received', 'did not receive'],
  opened: ['opened', 'did not open'],
  clicked: ['clicked', 'did not click'],
  converted: ['converted after', 'did not convert after'],
} as const;

function engagementWords({ action, operator, channel, window_days }: Leaf<'engagement'>): string {
  const through = channel === undefined ? 'a message' : `a message by ${channel.replaceAll('_', '-')}`;
  return `${DEEDS[action][operator === 'did' ? 0 : 1]} ${through} in the last ${window_days} days`;
}
