import { describe, expect, test } from 'vitest';
import type { Trigger } from '#contract/entities/trigger.ts';
import { conditionsHold } from './conditions.ts';

const CONTEXT = { total: 100, currency: 'EUR', is_first: true, note: null };

type Condition = Trigger['conditions'][number];

describe('conditionsHold', () => {
  test.each<[boolean, Condition['property'], Condition['operator'], Condition['value']]>([
    [true, 'total', 'eq', 100],
    [false, 'total', 'eq', '100'],
    [true, 'is_first', 'eq', true],
    [true, 'currency', 'ne', 'GBP'],
    [false, 'missing', 'ne', 'GBP'],
    [true, 'currency', 'in', ['GBP', 'EUR']],
    [false, 'currency', 'in', 'EUR'],
    [false, 'total', 'gt', 100],
    [true, 'total', 'gte', 100],
    [false, 'total', 'lt', 100],
    [true, 'total', 'lte', 100],
    [false, 'currency', 'gt', 1],
    [true, 'total', 'exists', undefined],
    [false, 'note', 'exists', true],
    [true, 'missing', 'exists', false],
  ])('says %s to %s %s %j', (holds, property, operator, value) => {
    const condition = { property, operator, ...(value !== undefined && { value }) };
    expect(conditionsHold([condition], CONTEXT)).toBe(holds);
  });

  test('needs all of them', () => {
    const holds: Condition = { property: 'total', operator: 'gt', value: 1 };
    expect(conditionsHold([], CONTEXT)).toBe(true);
    expect(conditionsHold([holds, { ...holds, value: 1000 }], CONTEXT)).toBe(false);
  });
});
