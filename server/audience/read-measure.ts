import type { Predicate } from '#contract/entities/predicate.ts';
import { opposite, type ConditionReader, type Given, type Meaning } from './condition.ts';
import { unitDoubt, type Why } from './fields.ts';
import type { Event } from './lexicon.ts';
import { eventsNamed } from './named.ts';
import { FUTURE, MONTHS } from './read-date.ts';
import type { Part } from './syntax.ts';

type Measured = Extract<Part, { kind: 'measure' }>;
type Property = Event['properties'][number];
const KINDS = new Set(['name', 'measure', 'of', 'compare', 'amount', 'window', 'ever', 'not', 'in']);

/** What a number of an event came to: "sum of order total over 500 in the last 365 days". */
export const readMeasure: ConditionReader = (given) => {
  const [first, ...rest] = given.parts;
  if (first?.kind !== 'measure' || rest.some(({ kind }) => !KINDS.has(kind))) return [];
  const names = rest.filter((part) => part.kind === 'name' || part.kind === 'measure');
  const found =
    names.length === 1 ? alone(first, names[0], given) : names.length === 2 ? both(names, rest, given) : [];
  return found.map((pair) => ('why' in pair ? pair : measured(first, pair, rest, given)));
};

interface Pair {
  readonly event: Event;
  readonly property: Property;
}

/** "amount over deposit", or "deposit amount". */
function both([left, right]: readonly Part[], rest: readonly Part[], { lexicon }: Given): Pair[] {
  const parted = left !== undefined && right !== undefined && rest.indexOf(right) > rest.indexOf(left) + 1;
  const orders = parted
    ? [[left, right]]
    : [
        [left, right],
        [right, left],
      ];
  const pairs = orders.flatMap(([property, event]) =>
    event?.kind !== 'name' || (property?.kind !== 'name' && property?.kind !== 'measure')
      ? []
      : eventsNamed(event, lexicon).flatMap((one) =>
          numberProperties(one)
            .filter(({ key }) => sameWords(key, property.text, property.kind === 'name' && property.quoted))
            .map((found) => ({ event: one, property: found })),
        ),
  );
  return pairs.filter(
    (pair, index) =>
      pairs.findIndex(({ event, property }) => event === pair.event && property === pair.property) === index,
  );
}

/** An average or a maximum can only be that of a number; a total might as well be a count. */
function alone(first: Measured, name: Part | undefined, { lexicon }: Given): (Pair | Why)[] {
  if (name?.kind !== 'name') return [];
  return eventsNamed(name, lexicon).map((event): Pair | Why => {
    const properties = numberProperties(event);
    const [property] = properties;
    if (properties.length === 1 && property !== undefined && first.measure !== 'sum')
      return { event, property };
    const candidates = properties.map(({ key }) => `the ${first.measure} of “${key}” over “${event.name}”`);
    return {
      why: 'This does not say of which number, and may be a count too.',
      candidates: [...candidates, `“${event.name}” happened at least 3 times`],
      say: candidates[0] ?? '',
    };
  });
}

function measured(
  { measure }: Measured,
  { event, property }: Pair,
  rest: readonly Part[],
  { is }: Given,
): Meaning | Why {
  const say = `the ${measure} of “${property.key}” over “${event.name}” is at least 100 in the last 30 days`;
  const amounts = rest.filter((part) => part.kind === 'amount');
  const windows = rest.filter((part) => part.kind === 'window');
  const nots = rest.filter(({ kind }) => kind === 'not');
  const [amount] = amounts;
  const [window] = windows;
  const after = rest.findLastIndex(({ kind }) => kind === 'name' || kind === 'measure');
  const early = rest.findIndex(({ kind }) => kind === 'amount' || kind === 'window' || kind === 'not');
  const ever = rest.some(({ kind }) => kind === 'ever');
  const compares = rest.flatMap((part, index) => (part.kind === 'compare' ? [{ part, index }] : []));
  const names = rest.findIndex(({ kind }) => kind === 'name' || kind === 'measure');
  const stray = compares.some(
    ({ part, index }) => part.operator !== 'gt' || index < names || index > after || compares.length > 1,
  );
  if (
    stray ||
    amount === undefined ||
    (amount.to_value === undefined &&
      rest.some(({ kind }, index) => kind === 'in' && rest[index + 1] === amount)) ||
    amounts.length > 1 ||
    windows.length > 1 ||
    nots.length > 1 ||
    early < after ||
    (ever && window !== undefined)
  ) {
    return { why: 'This is not how a sum, an average or a maximum is said.', say };
  }
  if (
    window !== undefined &&
    (window.days === undefined || !Number.isInteger(window.days) || window.days < 1 || window.days > 3650)
  )
    return MONTHS;
  if (amount.unit !== undefined || amount.ago || window?.lead === 'for')
    return { why: 'The amount is a number without a unit.', say };
  if (window?.lead === 'in') return FUTURE;
  const doubt = unitDoubt(property, amount);
  if (doubt !== undefined) return { ...doubt, say };
  if (amount.operator === undefined && amount.to_value === undefined && !is)
    return { why: 'This may mean exactly so much, or at least so much.', say };
  if (amount.to_value !== undefined && amount.value > amount.to_value)
    return { why: 'The range ends before it begins.', say };
  const criteria: Predicate = {
    type: 'event',
    event: event.key,
    measure,
    property: property.key,
    ...(amount.to_value === undefined
      ? { operator: amount.operator ?? 'eq', value: amount.value }
      : { operator: 'between', value: [amount.value, amount.to_value] }),
    ...(window?.days !== undefined && { window_days: window.days }),
  };
  const negative = nots.length === 1;
  return {
    criteria: negative ? opposite(criteria) : criteria,
    negative,
    standing: 'sentence',
    when: window === undefined ? (ever ? 'ever' : 'unsaid') : 'window',
  };
}

function numberProperties({ properties }: Event): Property[] {
  return properties.filter(({ value_type }) => value_type === 'number');
}

function sameWords(key: string, text: string, quoted: boolean): boolean {
  if (quoted || key === text) return key === text;
  const [one, other] = [key, text].map((words) => words.toLowerCase().replaceAll('_', ' '));
  return one === other || `${one}s` === other;
}
