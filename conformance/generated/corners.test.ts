import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cornersOf, pairwise } from './corners.ts';

const list = {
  name: 'optimove_list_streams',
  inputSchema: {
    type: 'object',
    properties: {
      status: { type: 'array', items: { enum: ['draft', 'active', 'paused'] } },
      sort: { enum: ['name', 'created'] },
      limit: { type: 'integer', minimum: 1, maximum: 100 },
      cursor: { type: 'string' },
    },
  },
};

describe('corners', () => {
  test('bring every two values of two parameters together in some call', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 2, maxLength: 5 }), (sizes) => {
        const corners = sizes.flatMap((size, name) =>
          Array.from({ length: size }, (_, value) => [String(name), value] as const),
        );
        const rows = pairwise(corners);

        const pairs = corners.flatMap((one) => corners.map((other) => [one, other] as const));
        const apart = pairs.filter(
          ([one, other]) =>
            one[0] !== other[0] && !rows.some((row) => row.includes(one) && row.includes(other)),
        );

        expect(apart).toEqual([]);
        for (const row of rows) expect(new Set(row.map(([name]) => name)).size).toBe(row.length);
      }),
    );
  });

  test('try one rare status together with the largest page', () => {
    const calls = cornersOf([list], new Map([[list.name, {}]])).flatMap(({ sequences }) =>
      sequences.flatMap((sequence) => sequence.calls),
    );

    expect(calls).toContainEqual({
      tool: list.name,
      arguments: expect.objectContaining({ status: ['paused'], limit: 100 }),
      next_page: true,
    });
    expect(calls.length).toBeLessThan(12);
  });

  test('change one argument at a time of a call that drafts', () => {
    const builder = {
      name: 'optimove_create_draft_campaign',
      inputSchema: {
        type: 'object',
        properties: {
          name: { type: 'string' },
          tags: { type: 'array', maxItems: 10, items: { type: 'string' } },
        },
      },
    };
    const [scenario] = cornersOf([builder], new Map([[builder.name, { name: 'Spring', channel: 'email' }]]));

    expect(scenario?.sequences[0]?.calls).toEqual([
      {
        tool: builder.name,
        arguments: { name: 'Corner 0', channel: 'email', tags: ['corner 0', 'corner 1', 'corner 2'] },
      },
    ]);
  });
});
