import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { openDemoConnector } from '../testing/demo-connector.ts';
import { RESOURCE } from '../testing/fake-upstream.ts';

const resultSchema = z.object({
  content: z.array(
    z.looseObject({ type: z.string(), uri: z.string().optional(), name: z.string().optional() }),
  ),
});
const LIST = { name: 'optimove_list_segments', arguments: { limit: 10 } };
const demo = await openDemoConnector();

async function linksOf(params: Record<string, unknown>) {
  const { content } = resultSchema.parse((await demo.ask('tools/call', params)).result);
  return content.filter(({ type }) => type === 'resource_link');
}

describe('links in results', () => {
  test('of a list lead to its first five items, of an entity to itself, and can be read', async () => {
    const listed = await linksOf(LIST);
    const one = await linksOf({ name: 'optimove_get_segment', arguments: { id: 'lapsed_vip' } });
    const pages = await linksOf({ name: 'optimove_search_docs', arguments: { query: 'control group' } });

    expect(listed).toHaveLength(5);
    expect(one).toEqual([
      {
        type: 'resource_link',
        uri: 'optimove://lumenplay/segments/4001',
        name: 'Lapsed VIP',
        mimeType: 'application/json',
      },
    ]);
    for (const { uri = '' } of [...listed, ...one, ...pages])
      expect((await demo.ask('resources/read', { uri })).error).toBeUndefined();
  });

  test.each([
    [undefined, false],
    ['2025-03-26', false],
    ['2025-06-18', true],
    ['2025-11-25', true],
  ])('with revision %s: %s', async (revision, has) => {
    const headers = {
      'content-type': 'application/json',
      accept: 'application/json, text/event-stream',
      authorization: `Bearer ${await demo.upstream.token()}`,
      ...(revision && { 'mcp-protocol-version': revision }),
    };
    const body = JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/call', params: LIST });
    await demo.ask('server/discover');
    const response = await demo.connector.fetch(new Request(RESOURCE, { method: 'POST', headers, body }));
    const text = await response.text();

    expect(text).toContain('"structuredContent"');
    expect(text.includes('"resource_link"')).toBe(has);
  });
});

describe('capabilities of an older revision', () => {
  test('name resources, prompts and completion, none of which changes', async () => {
    const headers = {
      'content-type': 'application/json',
      accept: 'application/json, text/event-stream',
      authorization: `Bearer ${await demo.upstream.token()}`,
    };
    const params = {
      protocolVersion: '2025-11-25',
      capabilities: {},
      clientInfo: { name: 't', version: '1' },
    };
    const body = JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'initialize', params });
    const response = await demo.connector.fetch(new Request(RESOURCE, { method: 'POST', headers, body }));

    expect(await response.text()).toContain(
      '"resources":{"listChanged":false},"prompts":{"listChanged":false},"completions":{}',
    );
  });
});
