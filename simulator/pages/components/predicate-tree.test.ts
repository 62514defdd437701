import { html } from 'hono/html';
import { parse } from 'node-html-parser';
import { describe, expect, test } from 'vitest';
import type { Predicate } from '#contract/entities/predicate.ts';
import { predicateTree } from './predicate-tree.ts';

async function drawn(predicate: Predicate): Promise<ReturnType<typeof parse>> {
  return parse(String(await predicateTree(predicate, ({ id, name }) => html`<a href="/${id}">${name}</a>`)));
}

const words = async (predicate: Predicate) => (await drawn(predicate)).text.replaceAll(/\s+/g, ' ').trim();

describe('predicateTree', () => {
  test('nests groups under their words', async () => {
    const tree = await drawn({
      type: 'and',
      children: [
        { type: 'not', child: { type: 'segment', operator: 'in', segment: { id: '1', name: 'Staff' } } },
        { type: 'or', children: [{ type: 'attribute', attribute: 'country', operator: 'exists' }] },
      ],
    });

    expect(tree.querySelectorAll('.predicate-word').map((word) => word.text)).toEqual(['AND', 'NOT', 'OR']);
    expect(tree.querySelectorAll('.predicate-group .predicate-group')).toHaveLength(2);
    expect(tree.querySelector('.predicate-group-not a')?.getAttribute('href')).toBe('/1');
  });

  test.each<[string, Predicate]>([
    [
      'Attribute age is between 18 and 30',
      { type: 'attribute', attribute: 'age', operator: 'between', value: [18, 30] },
    ],
    ['Attribute vip is true', { type: 'attribute', attribute: 'vip', operator: 'eq', value: true }],
    [
      'Attribute birthday is within the last 7 days',
      { type: 'attribute', attribute: 'birthday', operator: 'within_days', value: 7 },
    ],
    ['Lifecycle stage is Churn', { type: 'lifecycle_stage', operator: 'in', values: ['Churn'] }],
    ['Value segment is none of A, B', { type: 'value_segment', operator: 'not_in', values: ['A', 'B'] }],
    ['Segment not in Staff', { type: 'segment', operator: 'not_in', segment: { id: '1', name: 'Staff' } }],
    [
      'Event sum of amount over deposit is at least 2000 in the last 1 day',
      {
        type: 'event',
        event: 'deposit',
        measure: 'sum',
        property: 'amount',
        operator: 'gte',
        value: 2000,
        window_days: 1,
      },
    ],
    [
      'Event days since the last deposit is more than 45',
      { type: 'event', event: 'deposit', measure: 'days_since_last', operator: 'gt', value: 45 },
    ],
    [
      'Engagement not opened a message by email in the last 90 days',
      { type: 'engagement', action: 'opened', operator: 'did_not', channel: 'email', window_days: 90 },
    ],
  ])('says %j', async (sentence, predicate) => {
    expect(await words(predicate)).toBe(sentence);
  });

  test('shows what somebody else wrote as text', async () => {
    const tree = await drawn({ type: 'attribute', attribute: '<b>', operator: 'eq', value: '<i>\u202E' });

    expect(tree.querySelectorAll('b, i')).toEqual([]);
    expect(tree.text).toContain('U+202E');
  });

  test('draws the first rules of very many, and tells how many it left out', async () => {
    const rule: Predicate = { type: 'attribute', attribute: 'vip', operator: 'exists' };
    const many: Predicate = {
      type: 'and',
      children: [
        { type: 'or', children: Array.from({ length: 150 }, () => rule) },
        { type: 'not', child: { type: 'or', children: Array.from({ length: 150 }, () => rule) } },
        { type: 'and', children: [rule, rule] },
      ],
    };
    const tree = await drawn(many);

    expect(tree.querySelectorAll('.predicate-rule')).toHaveLength(200);
    expect(tree.querySelectorAll('.predicate-more').map(({ text }) => text)).toEqual([
      'and 100 more rules',
      'and 2 more rules',
    ]);
  });
});
