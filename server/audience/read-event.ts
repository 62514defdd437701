import type { Predicate } from '#contract/entities/predicate.ts';
import { only, opposite, type ConditionReader, type Given, type Meaning } from './condition.ts';
import { unitDoubt, type Why } from './fields.ts';
import type { Event, Lexicon } from './lexicon.ts';
import { eventsNamed, readingsOf } from './named.ts';
import { FUTURE, MONTHS } from './read-date.ts';
import { readingsOfAmount } from './readings-of-amount.ts';
import type { AmountPart, NamePart, Part } from './syntax.ts';

type EventRule = Extract<Predicate, { type: 'event' }>;
const KINDS = new Set([
  'name',
  'amount',
  'window',
  'ever',
  'never',
  'not',
  'no',
  'happened',
  'last',
  'days_since',
  'total',
]);

/** An event as it was spoken of. */
interface Spoken {
  readonly event: Event;
  /** It has a verb in the past: "deposited", not "deposits". */
  readonly finite: boolean;
  /** What was done, where verb and object come apart: "bets". */
  readonly object?: NamePart;
}

/** What happened how often, or how long ago: "deposited at least 3 times in the last 30 days", "no bets in 14 days". */
export const readEvent: ConditionReader = (given) => {
  const { parts, lexicon } = given;
  if (parts.some(({ kind }) => !KINDS.has(kind))) return [];
  // “Deposit” is within the last 30 days: an attribute of that name.
  if (given.is && !parts.some(({ kind }) => kind === 'happened' || kind === 'last' || kind === 'days_since'))
    return [];
  const names = parts.filter((part) => part.kind === 'name');
  return spokenOf(names, lexicon).map((spoken) => ('why' in spoken ? spoken : occurrence(spoken, given)));
};

function spokenOf(names: readonly NamePart[], lexicon: Lexicon): (Spoken | Why)[] {
  const [first, second, ...more] = names;
  if (first === undefined || more.length > 0) return [];
  if (second === undefined) {
    return eventsNamed(first, lexicon).map((event) => ({
      event,
      finite: readingsOf(first, 'event').some(
        (reading) => reading.event === event && reading.form === 'finite',
      ),
    }));
  }
  return readingsOf(first, 'participle')
    .flatMap(({ participle, form }) =>
      readingsOf(second, 'object').flatMap(({ object }) =>
        (lexicon.verbs.get(`${participle} ${object}`) ?? []).map((event) => ({
          event,
          finite: form === 'finite',
          object: second,
        })),
      ),
    )
    .filter((spoken, index, all) => all.findIndex(({ event }) => event === spoken.event) === index);
}

function occurrence(spoken: Spoken, given: Given): Meaning | Why {
  const { parts } = given;
  const several = (['amount', 'window', 'ever', 'last', 'days_since', 'happened'] as const).some(
    (kind) => parts.filter((part) => part.kind === kind).length > 1,
  );
  const denials = parts.filter(({ kind }) => kind === 'not' || kind === 'never' || kind === 'no');
  const denial = only(denials);
  const late =
    denial?.kind === 'not' && amountIndex(parts) >= 0 && parts.indexOf(denial) > amountIndex(parts);
  if (several || late || denials.length > 1)
    return { why: 'This says too many things about one event.', say: sayOf(spoken.event) };
  const window = parts.find((part) => part.kind === 'window');
  if (
    window !== undefined &&
    (window.days === undefined || !Number.isInteger(window.days) || window.days < 1 || window.days > 3650)
  )
    return MONTHS;
  const days = window?.days;
  const ever = parts.some(({ kind }) => kind === 'ever');
  if (ever && days !== undefined)
    return { why: 'It is either ever or in a number of days.', say: sayOf(spoken.event) };
  const amount = parts.find((part) => part.kind === 'amount');
  const ago = parts.some(({ kind }) => kind === 'last' || kind === 'days_since');
  const rule = ago
    ? sinceLast(spoken.event, amount, days, given)
    : counted(spoken, amount, days, denial, given);
  if ('why' in rule) return rule;
  if (window?.lead === 'in' && denial === undefined) return FUTURE;
  if (window?.lead === 'for' && denial === undefined)
    return { why: '“For” says how long, not since when.', say: sayOf(spoken.event) };
  const plain = amount === undefined && !ago;
  const negated: Predicate = plain
    ? { ...rule, operator: 'eq', value: 0 }
    : ago && rule.operator === 'lte' && amount === undefined
      ? { ...rule, operator: 'gt' }
      : opposite(rule);
  const happened = parts.some(({ kind }) => kind === 'happened');
  const reaching =
    denial?.kind === 'never' ||
    (denial?.kind === 'not' && (denial.verb === 'have' || denial.verb === 'alone'));
  return {
    criteria: denial === undefined ? rule : negated,
    ...(denial === undefined && plain && { opposite: negated }),
    negative: denial !== undefined,
    ...(ago || happened ? { standing: 'sentence' as const } : spoken.finite && { standing: 'verb' as const }),
    when: days !== undefined || ago ? 'window' : ever || denial?.kind === 'never' ? 'ever' : 'unsaid',
    ...(ago && days === undefined && { when: 'ever' as const }),
    leading: window !== undefined && parts.indexOf(window) < parts.findIndex(({ kind }) => kind === 'name'),
    ...(reaching && !happened && { reaching }),
  };
}

function amountIndex(parts: readonly Part[]): number {
  return parts.findIndex(({ kind }) => kind === 'amount');
}

/** How often; once or more unless a number is said. */
function counted(
  { event, finite, object }: Spoken,
  amount: AmountPart | undefined,
  days: number | undefined,
  denial: Part | undefined,
  { parts, lexicon }: Given,
): EventRule | Why {
  const rule = {
    type: 'event',
    event: event.key,
    measure: 'count',
    ...(days !== undefined && { window_days: days }),
  } as const;
  const name = `“${event.name}” happened`;
  if (amount === undefined) return { ...rule, operator: 'gte', value: 1 };
  const { value, to_value, operator, unit } = amount;
  const next = parts[parts.indexOf(amount) + 1];
  const noun =
    next?.kind === 'name' && (object === undefined || next === object) && !(object === undefined && finite);
  if (unit === undefined && !noun && to_value === undefined && parts.some(({ kind }) => kind === 'total'))
    return totalled(event, amount, days, denial, lexicon);
  if (amount.currency !== undefined || amount.percent)
    return {
      why: 'This does not say whether it is a sum, an average or the largest.',
      ...readingsOfAmount(event, ['sum', 'maximum'], amount, days, lexicon),
    };
  const measured = event.properties.filter(
    ({ key, value_type }) =>
      value_type === 'number' && unit === undefined && sameNoun(key, object?.text ?? ''),
  );
  if (measured.length > 0 || (unit === undefined && !noun)) {
    return {
      why: 'This may count how often it happened, or how much it came to.',
      ...readingsOfAmount(event, ['count', 'sum', 'maximum'], amount, days, lexicon),
    };
  }
  if ((unit !== undefined && unit !== 'times') || amount.ago)
    return { why: 'An event is counted in times.', say: sayOf(event) };
  if (denial?.kind === 'no' || denial?.kind === 'never')
    return {
      why: 'A number after “no” or “never” has no clear meaning.',
      say: `${name} less than ${value} times`,
    };
  if (to_value !== undefined)
    return value > to_value
      ? { why: 'The range ends before it begins.', say: sayOf(event) }
      : { ...rule, operator: 'between', value: [value, to_value] };
  if (
    operator === undefined &&
    !(denial?.kind === 'not' && parts.some(({ kind }) => kind === 'happened')) &&
    value !== 0
  ) {
    return {
      why: 'This may mean exactly so often, or at least so often.',
      candidates: [`${name} exactly ${value} times`, `${name} at least ${value} times`],
      say: `${name} at least ${value} times`,
    };
  }
  return { ...rule, operator: operator ?? 'eq', value };
}

/** "Deposited at least 500 in total": the sum of the one number that this can be. */
function totalled(
  event: Event,
  amount: AmountPart,
  days: number | undefined,
  denial: Part | undefined,
  lexicon: Lexicon,
): EventRule | Why {
  const fitting = event.properties.filter(
    (property) => property.value_type === 'number' && unitDoubt(property, amount) === undefined,
  );
  const property = only(fitting);
  const { operator, value } = amount;
  if (property === undefined || operator === undefined || denial !== undefined || amount.ago)
    return {
      why: 'This does not say what adds up to how much.',
      ...readingsOfAmount(event, ['sum'], amount, days, lexicon),
    };
  return {
    type: 'event',
    event: event.key,
    measure: 'sum',
    property: property.key,
    operator,
    value,
    ...(days !== undefined && { window_days: days }),
  };
}

/** How long ago it last happened: "last deposit more than 30 days ago". */
function sinceLast(
  event: Event,
  amount: AmountPart | undefined,
  days: number | undefined,
  { parts, is }: Given,
): EventRule | Why {
  const rule = { type: 'event', event: event.key, measure: 'days_since_last' } as const;
  const say = `the last “${event.name}” was at least 30 days ago`;
  const since = parts.some(({ kind }) => kind === 'days_since');
  if (amount === undefined)
    return days === undefined || since
      ? { why: 'This does not say how long ago.', say }
      : { ...rule, operator: 'lte', value: days };
  const { value, to_value, weight } = amount;
  if (
    amount.currency !== undefined ||
    amount.percent ||
    (amount.unit === undefined && !since) ||
    amount.unit === 'times'
  )
    return { why: 'How long ago is said in days.', say };
  if (amount.unit === 'unclear') return MONTHS;
  if (amount.ago === since) return { why: 'This does not say clearly how long ago.', say };
  const whole = { ...rule, ...(days !== undefined && { window_days: days }) };
  if (to_value !== undefined)
    return value > to_value
      ? { why: 'The range ends before it begins.', say }
      : { ...whole, operator: 'between', value: [value * weight, to_value * weight] };
  if (amount.operator === undefined && !(since && is))
    return { why: 'This may mean exactly so long ago, or at least so long.', candidates: [say], say };
  return { ...whole, operator: amount.operator ?? 'eq', value: value * weight };
}

function sameNoun(key: string, text: string): boolean {
  const [one, other] = [key, text].map((word) => word.toLowerCase().replace(/s$/u, ''));
  return one === other;
}

function sayOf({ name }: Event): string {
  return `“${name}” happened at least 1 times in the last 30 days`;
}
