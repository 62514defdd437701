import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { idSchema } from '#contract/entities/entity.ts';
import { ok } from '../result.ts';
import { parseArguments } from './parse-arguments.ts';

const schema = z.strictObject({
  id: z.string().min(2).max(5),
  limit: z.int().min(1).max(100).default(25),
  status: z
    .array(z.enum(['draft', 'active']))
    .max(2)
    .optional(),
  kind: z.enum(['a', 'b']).optional(),
  group: z
    .string()
    .regex(/^[1-9]\d*$/)
    .optional(),
  tag: z.string().min(1).optional(),
  target_group_id: idSchema.optional(),
  filters: z.array(z.strictObject({ field: z.string(), op: z.string() })).optional(),
  cap: z.strictObject({ max: z.int() }).optional(),
});
const KNOWN = ['id', 'limit', 'status', 'kind', 'group', 'tag', 'target_group_id', 'filters', 'cap'];

describe('parseArguments', () => {
  test('fills in defaults', () => {
    expect(parseArguments(schema, { id: 'abc' })).toEqual(ok({ id: 'abc', limit: 25 }));
  });

  test.each<[object, object]>([
    [{}, { argument: 'id', problem: 'is required' }],
    [{ id: 7 }, { argument: 'id', problem: 'must be text' }],
    [{ id: null }, { argument: 'id', problem: 'must be text' }],
    [{ id: 'a' }, { argument: 'id', problem: 'must have at least 2 characters' }],
    [{ id: 'abcdef' }, { argument: 'id', problem: 'must have at most 5 characters' }],
    [
      { id: 'ab', limit: 0 },
      { argument: 'limit', problem: 'must be at least 1' },
    ],
    [
      { id: 'ab', limit: 101 },
      { argument: 'limit', problem: 'must be at most 100' },
    ],
    [
      { id: 'ab', limit: '5' },
      { argument: 'limit', problem: 'must be a number' },
    ],
    [
      { id: 'ab', limit: 1.5 },
      { argument: 'limit', problem: 'must be a whole number' },
    ],
    [
      { id: 'ab', status: 'draft' },
      { argument: 'status', problem: 'must be a list' },
    ],
    [
      { id: 'ab', kind: 'c' },
      { argument: 'kind', problem: 'has a value that is not allowed', allowed: ['a', 'b'] },
    ],
    [
      { id: 'ab', status: ['draft', 'x'] },
      { argument: 'status[1]', problem: 'has a value that is not allowed', allowed: ['draft', 'active'] },
    ],
    [
      { id: 'ab', group: 'VIPs' },
      { argument: 'group', problem: 'must match the pattern ^[1-9]\\d*$' },
    ],
    [
      { id: 'ab', tag: '' },
      { argument: 'tag', problem: 'must not be empty' },
    ],
    [
      { id: 'ab', statuses: [] },
      {
        argument: 'statuses',
        problem: 'is not an argument of this tool; the nearest is status',
        allowed: KNOWN,
      },
    ],
    [
      { id: 'ab', segmentation: [] },
      {
        argument: 'segmentation',
        problem: 'is not an argument of this tool',
        allowed: KNOWN,
      },
    ],
    [
      { id: 'ab', target_group_id: 'VIP Active EU' },
      {
        argument: 'target_group_id',
        problem: 'must be an ID, which is a whole number; the list tools have the ID of each name',
      },
    ],
    [
      { id: 'ab', filters: [{ field: 'day', op: 'eq', fields: 'x' }] },
      {
        argument: 'filters[0].fields',
        problem: 'is not a field of filters[0]; the nearest is field',
        allowed: ['field', 'op'],
      },
    ],
    [
      { id: 'ab', cap: { max: 1, maxi: 2 } },
      { argument: 'cap.maxi', problem: 'is not a field of cap; the nearest is max', allowed: ['max'] },
    ],
  ])('says what is wrong with %j', (args, problem) => {
    expect(parseArguments(schema, args)).toEqual({
      ok: false,
      failure: { code: 'invalid_argument', ...problem },
    });
  });

  test('says everything that is wrong at once', () => {
    expect(parseArguments(schema, { limit: 0, x: 1 })).toMatchObject({
      failure: {
        code: 'invalid_arguments',
        problems: [{ argument: 'id' }, { argument: 'limit' }, { argument: 'x' }],
      },
    });
  });

  test('however many are unknown, it takes no time to say so', () => {
    const many = Object.fromEntries(Array.from({ length: 100_000 }, (_, n) => [`key ${n}`, n]));
    const start = performance.now();

    const parsed = parseArguments(schema, { id: 'abc', ...many });

    expect(performance.now() - start).toBeLessThan(1000);
    expect(parsed).toMatchObject({ failure: { code: 'invalid_arguments', problems: { length: 10 } } });
  });

  test('for any arguments, what is said stays short', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.json()), (args) => {
        expect(
          JSON.stringify(parseArguments(schema, { ...args, ['x'.repeat(5000)]: 1 })).length,
        ).toBeLessThan(3000);
      }),
    );
  });
});
