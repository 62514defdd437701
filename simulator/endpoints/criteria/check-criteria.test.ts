import { describe, expect, test } from 'vitest';
import type { Predicate } from '#contract/entities/predicate.ts';
import { openWorld } from '#fixtures/open-world.ts';
import {
  all,
  amount,
  any,
  attribute,
  engaged,
  not,
  segment,
  stage,
  times,
  value,
} from '#fixtures/predicates.ts';
import { checkCriteria } from './check-criteria.ts';

const world = openWorld({ seed: 1, scale: 'small', epoch: new Date('2026-06-15T12:00:00.000Z') });

function problemsOf(tree: Predicate, tenantId = 'lumenplay'): string[] {
  const tenant = world.tenants.get(tenantId)?.();
  if (tenant === undefined) throw new TypeError(`There is no tenant ${tenantId}.`);
  const problems: string[] = [];
  const complain = (parameter: string, problem: string): void => {
    problems.push(`${parameter} ${problem}`);
  };
  checkCriteria(
    tree,
    {
      schema: tenant.schema,
      channels: tenant.collections.channels.map(({ kind }) => kind).filter((kind) => kind !== 'custom'),
      segment(id, parameter) {
        const found = tenant.collections.segments.find((one) => one.id === id);
        if (found === undefined) complain(parameter, 'is missing');
        return found;
      },
      complain,
    },
    'criteria',
  );
  return problems;
}

describe('criteria', () => {
  test('that the demo world is made of are right', () => {
    for (const [id, make] of world.tenants) {
      const { segments, 'target-groups': groups } = make().collections;
      const trees = [
        ...segments.map(({ definition }) => definition),
        ...groups.map(({ criteria }) => criteria),
      ];

      expect(trees.flatMap((tree) => problemsOf(tree, id))).toEqual([]);
    }
  });

  test.each<[string, Predicate, string]>([
    ['an unknown attribute', attribute('colour', 'eq', 'red'), 'attribute is not an attribute'],
    ['a number as text', attribute('age', 'gte', '21'), 'value must be a number'],
    ['text that has an order', attribute('country', 'gt', 'MT'), 'operator does not go with string values'],
    ['a value that there is not', attribute('country', 'in', ['MT', 'XX']), 'value must be among: MT, DE'],
    ['text of nothing', attribute('favourite_game', 'contains', ' '), 'value must be text that is not blank'],
    ['a list for one', attribute('age', 'eq', [1, 2]), 'value must be a single value'],
    ['a pair upside down', attribute('age', 'between', [40, 30]), 'value must have the lower one first'],
    ['half a pair', attribute('age', 'between', [40]), 'value must be a pair'],
    ['a day that there is not', attribute('registration_date', 'gt', '2026-02-30'), 'value must be a date'],
    ['days without end', attribute('registration_date', 'within_days', 9999), 'value must be a whole number'],
    ['a value of nothing', attribute('age', 'eq'), 'value is missing'],
    ['a value too much', attribute('age', 'exists', 3), 'value must be left out'],
    ['an unknown stage', stage('Asleep'), 'values must be among: New, Active, VIP, Churn, Back from Churn'],
    ['an unknown value segment', value('Copper'), 'values must be among: Diamond'],
    ['an unknown segment', segment('1'), 'segment.id is missing'],
    ['an unknown event', times('purchase', 'gte', 1), 'event is not an event'],
    ['a sum of text', amount('sum', 'deposit.currency', 'gt', 1), 'property must be a number of the event'],
    ['less than nothing', times('deposit', 'gte', -1), 'value must not be below 0'],
    [
      'a channel that is not there',
      engaged('did', 'opened', 7, 'custom'),
      'channel is none that the tenant has',
    ],
  ])('may not have %s, at any depth', (_, rule, problem) => {
    expect(problemsOf(rule)).toEqual([expect.stringContaining(`criteria.${problem}`)]);
    expect(problemsOf(all(stage('VIP'), not(any(stage('New'), rule))))).toEqual([
      expect.stringContaining(`criteria.children[1].child.children[1].${problem}`),
    ]);
  });

  test('may not be nested without end', () => {
    const deep = Array.from({ length: 200 }).reduce<Predicate>((tree) => not(tree), stage('VIP'));

    expect(problemsOf(deep)).toEqual([expect.stringContaining('is nested more than 30 deep')]);
    expect(problemsOf(any(...Array.from({ length: 2001 }, () => stage('VIP'))))).toEqual([
      'criteria has more than 2000 rules',
    ]);
  });
});
