import * as fc from 'fast-check';
import { CHANNEL_KINDS } from '#contract/entities/entity.ts';
import type { Predicate } from '#contract/entities/predicate.ts';
import type { SchemaItem } from '#contract/entities/schema-item.ts';
import type { AudienceVocabulary } from '../vocabulary.ts';

type Attribute = Extract<SchemaItem, { kind: 'attribute' }>;
type Event = Extract<SchemaItem, { kind: 'event' }>;

/** Names that a sentence could trip over. */
const HOSTILE = [
  'and',
  'or',
  'not',
  'is',
  'A',
  'IN',
  'in the last 30 days',
  'is not',
  'a ”quoted” name',
  '“Country”',
  'x (y',
  ') or (',
  '“',
  '”',
  '\\',
  '\\u{41}',
  '"',
  '30',
  '1.500',
  '2026-03-01',
  'Country',
  'country',
  'Deposit',
  'happened at least 3 times',
  'lifecycle stage',
  'value segment',
  'the segment',
  'VIP',
  'true',
  'none of',
  ', ',
  'e-mail',
  'E-mail',
  ' ',
  '\u200b',
  '\u202e',
  'Ä ö',
  'message',
  'opened a message',
  'not known',
  'attribute key',
  'between 1 and 2',
  'the last',
  'over',
  'k',
  '€',
  'A/B',
];
const text = fc.oneof(
  fc.constantFrom(...HOSTILE),
  fc.string({ unit: 'grapheme', maxLength: 12 }),
  fc.string({ unit: 'binary', maxLength: 6 }),
);
const name = text.map((one) => (one === '' ? 'x' : one));
const number = fc
  .oneof(
    fc.integer(),
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.double({ min: -2000, max: 2000, noNaN: true }).map((one) => Math.round(one * 1000) / 1000),
  )
  .map((one) => (one === 0 ? 0 : one));
const window_days = fc.integer({ min: 1, max: 3650 });
const day = fc
  .integer({ min: -25_000, max: 40_000 })
  .map((days) => new Date(days * 86_400_000).toISOString().slice(0, 10));

/** Things with keys of their own, under names that may be shared. */
function keyed<Item>(item: fc.Arbitrary<Item>, least: number): fc.Arbitrary<(Item & { key: string })[]> {
  return fc
    .uniqueArray(fc.record({ item, key: name }), {
      minLength: least,
      maxLength: 4,
      selector: ({ key }) => key,
    })
    .map((all) => all.map(({ item: one, key }) => ({ ...one, key })));
}

const attribute = fc
  .record({
    name,
    value_type: fc.constantFrom('string', 'number', 'boolean', 'date'),
    aliases: fc.array(name, { maxLength: 2 }),
    allowed: fc.option(fc.uniqueArray(name, { minLength: 1, maxLength: 4 }), { nil: undefined }),
  })
  .map(({ allowed, ...one }) => ({
    kind: 'attribute' as const,
    description: 'in EUR',
    ...one,
    ...(one.value_type === 'string' && allowed !== undefined && { allowed_values: allowed }),
  }));
const property = fc.record({
  value_type: fc.constantFrom('string', 'number', 'boolean'),
  description: fc.constant(''),
});
const event = fc.record({
  kind: fc.constant('event' as const),
  name,
  description: fc.constant(''),
  properties: keyed(property, 0),
});
const stage = fc.record({
  kind: fc.constant('lifecycle_stage' as const),
  name,
  description: fc.constant(''),
});
const segment = fc.record({ name });
const valueSegments = fc.uniqueArray(name, { minLength: 1, maxLength: 4 }).map((allowed_values) => ({
  kind: 'attribute' as const,
  key: 'value_segment',
  name: 'Value segment',
  description: '',
  aliases: [],
  value_type: 'string' as const,
  allowed_values,
}));

export const vocabularies: fc.Arbitrary<AudienceVocabulary> = fc
  .record({
    attributes: keyed(attribute, 1),
    events: keyed(event, 1),
    stages: keyed(stage, 1),
    segments: keyed(segment, 1),
    values: valueSegments,
  })
  .map(({ attributes, events, stages, segments, values }) => ({
    schema: [...attributes.filter(({ key }) => key !== 'value_segment'), values, ...events, ...stages],
    segments: segments.map((one, index) => ({ ...one, id: String(index + 1) })),
    now: new Date('2026-05-20T09:30:00Z'),
    time_zone: 'Europe/Malta',
  }));

function some(of: readonly string[]): fc.Arbitrary<string[]> {
  return fc.uniqueArray(fc.constantFrom(...of), { minLength: 1, maxLength: 4 });
}

/** Trees that the contract allows and the schema types, with every operator of every kind of rule. */
export function treesOver({ schema, segments }: AudienceVocabulary): fc.Arbitrary<Predicate> {
  const attributes = schema.filter((item) => item.kind === 'attribute');
  const events = schema.filter((item) => item.kind === 'event');
  const stages = schema.filter((item) => item.kind === 'lifecycle_stage').map((item) => item.name);
  const values = attributes.find(({ key }) => key === 'value_segment')?.allowed_values ?? [];
  const operator = fc.constantFrom('in' as const, 'not_in' as const);
  const leaf: fc.Arbitrary<Predicate> = fc.oneof(
    fc.constantFrom(...attributes).chain(attributeRules),
    fc.record({ type: fc.constant('lifecycle_stage'), operator, values: some(stages) }),
    fc.record({ type: fc.constant('value_segment'), operator, values: some(values) }),
    fc.record({
      type: fc.constant('segment'),
      operator,
      segment: fc.constantFrom(...segments).map(({ id, name: one }) => ({ id, name: one })),
    }),
    fc.constantFrom(...events).chain(eventRules),
    fc.record(
      {
        type: fc.constant('engagement'),
        action: fc.constantFrom('received', 'opened', 'clicked', 'converted'),
        operator: fc.constantFrom('did', 'did_not'),
        channel: fc.constantFrom(...CHANNEL_KINDS),
        window_days,
      },
      { requiredKeys: ['type', 'action', 'operator', 'window_days'] },
    ),
  );
  return fc.letrec<{ tree: Predicate }>((tie) => ({
    tree: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      leaf,
      fc.record({
        type: fc.constantFrom('and' as const, 'or' as const),
        children: fc.array(tie('tree'), { minLength: 1, maxLength: 4 }),
      }),
      fc.record({ type: fc.constant('not' as const), child: tie('tree') }),
    ),
  })).tree;
}

function attributeRules({ key, value_type, allowed_values }: Attribute): fc.Arbitrary<Predicate> {
  const value: fc.Arbitrary<string | number | boolean> = {
    string: allowed_values === undefined ? text : fc.constantFrom(...allowed_values),
    number,
    boolean: fc.boolean(),
    date: day,
  }[value_type];
  const rule = (
    operators: readonly Extract<Predicate, { type: 'attribute' }>['operator'][],
    of?: fc.Arbitrary<Extract<Predicate, { type: 'attribute' }>['value']>,
  ): fc.Arbitrary<Predicate> =>
    fc.tuple(fc.constantFrom(...operators), of ?? fc.constant(undefined)).map(([operator, one]) => ({
      type: 'attribute',
      attribute: key,
      operator,
      ...(one !== undefined && { value: one }),
    }));
  const ordered = value_type === 'number' ? number : day;
  const ranges = fc
    .tuple(ordered, ordered)
    .map(([one, other]) => (one <= other ? [one, other] : [other, one]));
  return fc.oneof(
    rule(['eq', 'ne'], value),
    rule(['in', 'not_in'], fc.array(value, { minLength: 1, maxLength: 4 })),
    rule(['exists', 'not_exists']),
    ...(value_type === 'string' ? [rule(['contains', 'starts_with'], text)] : []),
    ...(value_type === 'number' || value_type === 'date'
      ? [rule(['gt', 'gte', 'lt', 'lte'], value), rule(['between'], ranges)]
      : []),
    ...(value_type === 'date' ? [rule(['within_days', 'not_within_days'], fc.nat({ max: 5000 }))] : []),
  );
}

function eventRules({ key, properties }: Event): fc.Arbitrary<Predicate> {
  const numbers = properties.filter((one) => one.value_type === 'number').map((one) => one.key);
  const measures = fc
    .constantFrom('count' as const, 'days_since_last' as const)
    .map((measure) => ({ measure }));
  const measured = () =>
    fc.record({
      measure: fc.constantFrom('sum' as const, 'average' as const, 'maximum' as const),
      property: fc.constantFrom(...numbers),
    });
  const compared = fc.oneof(
    fc.record({
      operator: fc.constantFrom(
        'eq' as const,
        'ne' as const,
        'gt' as const,
        'gte' as const,
        'lt' as const,
        'lte' as const,
      ),
      value: number,
    }),
    fc.tuple(number, number).map(([one, other]): { operator: 'between'; value: [number, number] } => ({
      operator: 'between',
      value: one <= other ? [one, other] : [other, one],
    })),
  );
  return fc
    .tuple(
      numbers.length === 0 ? measures : fc.oneof(measures, measured()),
      compared,
      fc.option(window_days, { nil: undefined }),
    )
    .map(([measure, amount, days]) => ({
      type: 'event' as const,
      event: key,
      ...measure,
      ...amount,
      ...(days !== undefined && { window_days: days }),
    }));
}
