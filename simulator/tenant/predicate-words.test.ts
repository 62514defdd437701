import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { COMPARISONS } from '#contract/entities/predicate.ts';
import type { Predicate } from '#contract/entities/predicate.ts';
import type { SchemaItem } from '#contract/entities/schema-item.ts';
import { predicateWords } from './predicate-words.ts';

const SCHEMA: SchemaItem[] = [
  { kind: 'attribute', key: 'country', name: 'Country', description: '', aliases: [], value_type: 'string' },
  { kind: 'event', key: 'deposit', name: 'Deposit', description: '', properties: [] },
  { kind: 'lifecycle_stage', key: 'vip', name: 'VIP', description: '' },
];
const country: Predicate = { type: 'attribute', attribute: 'country', operator: 'eq', value: 'Malta' };
const vip: Predicate = { type: 'lifecycle_stage', operator: 'in', values: ['vip'] };

describe('predicateWords', () => {
  test.each<[Predicate, string]>([
    [country, 'Country is “Malta”'],
    [{ ...country, operator: 'in', value: ['Malta', 'Spain'] }, 'Country is one of “Malta”, “Spain”'],
    [{ ...country, operator: 'not_in', value: ['Malta'] }, 'Country is not “Malta”'],
    [
      { type: 'attribute', attribute: 'age', operator: 'between', value: [18, 30] },
      'age is between 18 and 30',
    ],
    [{ type: 'attribute', attribute: 'age', operator: 'gte', value: 18 }, 'age is at least 18'],
    [{ type: 'attribute', attribute: 'email', operator: 'exists' }, 'email is known'],
    [
      { type: 'attribute', attribute: 'last_login', operator: 'within_days', value: 1 },
      'last_login is within the last 1 day',
    ],
    [vip, 'lifecycle stage is VIP'],
    [
      { type: 'value_segment', operator: 'not_in', values: ['Low', 'Mid'] },
      'value segment is none of Low, Mid',
    ],
    [{ type: 'segment', operator: 'in', segment: { id: '1', name: 'Lapsed' } }, 'in the segment “Lapsed”'],
    [
      { type: 'event', event: 'deposit', measure: 'count', operator: 'gte', value: 3, window_days: 30 },
      '“Deposit” happened at least 3 times in the last 30 days',
    ],
    [
      {
        type: 'event',
        event: 'deposit',
        measure: 'sum',
        property: 'amount',
        operator: 'between',
        value: [1, 2],
      },
      'the sum of amount over “Deposit” is between 1 and 2',
    ],
    [
      { type: 'event', event: 'deposit', measure: 'days_since_last', operator: 'gt', value: 60 },
      'the last “Deposit” was more than 60 days ago',
    ],
    [
      { type: 'engagement', action: 'opened', operator: 'did_not', channel: 'in_app', window_days: 14 },
      'did not open a message by in-app in the last 14 days',
    ],
    [{ type: 'not', child: country }, 'not (Country is “Malta”)'],
    [
      { type: 'and', children: [country, { type: 'or', children: [vip, { type: 'not', child: vip }] }] },
      'Country is “Malta” and (lifecycle stage is VIP or not (lifecycle stage is VIP))',
    ],
    [
      { type: 'not', child: { type: 'and', children: [country, vip] } },
      'not (Country is “Malta” and lifecycle stage is VIP)',
    ],
  ])('%j reads as %s', (predicate, words) => {
    expect(predicateWords(predicate, SCHEMA)).toBe(words);
  });

  test('for any tree, brackets are balanced and every rule is told', () => {
    const { tree } = fc.letrec<{ tree: Predicate; leaf: Predicate }>((tie) => ({
      leaf: fc.record({
        type: fc.constant('attribute' as const),
        attribute: fc.constant('country'),
        operator: fc.constantFrom(...COMPARISONS),
        value: fc.oneof(fc.integer(), fc.array(fc.integer(), { minLength: 2, maxLength: 3 })),
      }),
      tree: fc.oneof(
        { depthSize: 'small' },
        tie('leaf'),
        fc.record({
          type: fc.constantFrom('and' as const, 'or' as const),
          children: fc.array(tie('tree'), { minLength: 1, maxLength: 3 }),
        }),
        fc.record({ type: fc.constant('not' as const), child: tie('tree') }),
      ),
    }));
    fc.assert(
      fc.property(tree, (predicate) => {
        const words = predicateWords(predicate, SCHEMA);
        const rules = JSON.stringify(predicate).split('"attribute":').length - 1;

        expect(words.split('(').length).toBe(words.split(')').length);
        expect(words.split('Country').length - 1).toBe(rules);
      }),
    );
  });
});
