import { describe, expect, test } from 'vitest';
import { filteredPagesOf } from './filtered-pages.ts';
import { callsIn } from './scenario.ts';

const paging = { limit: { type: 'integer' }, cursor: { type: 'string' } };
const properties = {
  query: { type: 'string' },
  created_after: { type: 'string' },
  trigger_id: { type: 'string' },
  status: { type: 'string', enum: ['draft'] },
};
const toolOf = (name: string, more: object) => ({
  name: `optimove_${name}`,
  inputSchema: { type: 'object', ...more },
});
const known = [{ entity: 'trigger', text: '7008' }];
const callsTo = (tool: ReturnType<typeof toolOf>) => filteredPagesOf([tool], known).flatMap(callsIn);

describe('filtered pages', () => {
  test('ask for two pages of one under each filter that is a text', () => {
    const calls = callsTo(toolOf('list_streams', { properties: { ...properties, ...paging } }));

    expect(calls.map(({ arguments: args }) => args)).toEqual([
      { limit: 1, query: 'e' },
      { limit: 1, created_after: '2026-05-01' },
      { limit: 1, trigger_id: '7008' },
    ]);
    expect(calls.every(({ next_page: next }) => next)).toBe(true);
  });

  test.each([
    toolOf('list_streams', { properties }),
    toolOf('get_stream', { properties: { ...properties, ...paging }, required: ['trigger_id'] }),
    toolOf('create_draft_stream', { properties: { ...properties, ...paging } }),
  ])('are not asked of what has no pages, cannot do without an argument, or drafts: $name', (tool) => {
    expect(callsTo(tool)).toEqual([]);
  });
});
