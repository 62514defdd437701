import { describe, expect, test } from 'vitest';
import type { Observation, Perform } from './perform.ts';
import { survey } from './survey.ts';

const texts = { type: 'array', items: { type: 'string' } };
const list = { name: 'optimove_list_segments', inputSchema: { type: 'object', properties: {} } };
const sizes = {
  name: 'optimove_get_audience_size',
  inputSchema: {
    type: 'object',
    properties: {
      segment_ids: texts,
      target_group_ids: texts,
      criteria: { type: 'string' },
      by_channel: { type: 'boolean' },
      trend: { enum: ['none', 'day', 'week'] },
    },
  },
};
const items = Array.from({ length: 12 }, (_, index) => ({
  id: String(4000 + index),
  name: `Segment ${index}`,
}));

/** A connector that counts one of these segments by its id, and refuses all else. */
function countsOnly(ids: readonly string[], asked: string[]): Perform {
  return async (scenario) => {
    const [call] = scenario.sequences[0]?.calls ?? [];
    if (call === undefined) return null;
    asked.push(call.tool);
    const counted = ids.some((id) => JSON.stringify(call.arguments) === `{"segment_ids":["${id}"]}`);
    const gets = call.tool === list.name || counted;
    const answer: Observation['answers'][number]['answer'] = {
      kind: gets ? 'result' : 'tool_error',
      structured: call.tool === list.name ? { items } : {},
      text: 'Name an audience.',
      result: {},
      status: 200,
      exchange: { request: call.tool, answer: '' },
    };
    const nothing = { hash: '', entities: {} };
    return {
      scenario,
      answers: [{ tool: call.tool, answer }],
      entries: [],
      before: nothing,
      after: nothing,
      messages: 0,
    };
  };
}

describe('survey', () => {
  test.each([6, 8, 10, 12])(
    'comes to a call of a tool that refuses most, which takes one of %i ids',
    async (count) => {
      const ids = items.slice(0, count).map(({ id }) => id);

      const { examples } = await survey([sizes, list], countsOnly(ids, []), () => {});

      expect(ids.map((id) => ({ segment_ids: [id] }))).toContainEqual(examples.get(sizes.name));
    },
  );

  test('ends with a tool that refuses everything', async () => {
    const asked: string[] = [];

    const { examples } = await survey([sizes, list], countsOnly([], asked), () => {});

    expect(examples.has(sizes.name)).toBe(false);
    expect(asked.length).toBeLessThan(100);
  });
});
