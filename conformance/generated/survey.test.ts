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

/** A connector that refuses so many calls that count an audience, and no list. */
function refuses(times: number, asked: string[]): Perform {
  return async (scenario) => {
    const [call] = scenario.sequences[0]?.calls ?? [];
    if (call === undefined) return null;
    asked.push(call.tool);
    const gets = call.tool === list.name || asked.filter((tool) => tool === sizes.name).length > times;
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
  test('comes to a call of a tool that refuses most', async () => {
    const { examples } = await survey([sizes, list], refuses(30, []), () => {});

    expect(examples.has(sizes.name)).toBe(true);
  });

  test('ends with a tool that refuses everything', async () => {
    const asked: string[] = [];

    const { examples } = await survey([sizes, list], refuses(Infinity, asked), () => {});

    expect(examples.has(sizes.name)).toBe(false);
    expect(asked.length).toBeLessThan(100);
  });
});
