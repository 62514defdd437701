import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { ok } from '../result.ts';
import { startConnector } from '../testing/connector.ts';
import { defineReadTool } from '../tools/define.ts';

const NAME = 'optimove_get_thing';
const slowTool = defineReadTool({
  name: NAME,
  title: 'Get thing',
  description: 'Gets a thing, slowly.',
  input: z.strictObject({}),
  output: z.object({ text: z.string() }),
  async run(_input, { waitsFor }) {
    await delay(45);
    waitsFor('Waiting for the second half.');
    await delay(45);
    return ok({ text: 'done' });
  },
});

const CALLS = {
  '2026-07-28': (_meta: object) => ({
    'io.modelcontextprotocol/protocolVersion': '2026-07-28',
    'io.modelcontextprotocol/clientCapabilities': {},
    ..._meta,
  }),
  '2025-11-25': (_meta: object) => _meta,
  '2025-06-18': (_meta: object) => _meta,
};
const messageSchema = z.looseObject({
  method: z.string().optional(),
  params: z.looseObject({ progressToken: z.unknown(), progress: z.number(), message: z.string() }).optional(),
  result: z.looseObject({}).optional(),
});

async function callAs(
  revision: string,
  metaOf: (meta: object) => object,
  meta: object,
  { progressMs = 20 }: { progressMs?: number } = {},
) {
  const { post } = await startConnector({ tools: [slowTool], progressMs });
  const params = { name: NAME, arguments: {}, _meta: metaOf(meta) };
  const body = JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/call', params });
  const response = await post('tools/call', params, {
    body,
    headers: { 'mcp-protocol-version': revision },
  });
  const text = await response.text();
  const isStream = response.headers.get('content-type') === 'text/event-stream';
  const data = isStream ? [...text.matchAll(/^data: ?(\{.*)$/gm)].map(([, json = '']) => json) : [text];
  const messages = data.map((json) => messageSchema.parse(JSON.parse(json)));
  return { isStream, messages, told: messages.flatMap(({ params: progress }) => progress ?? []) };
}

describe.each(Object.entries(CALLS))('a slow call of revision %s', (revision, metaOf) => {
  test.each(['seven', 7])('tells who asked for it, by the token %j, what it waits for', async (token) => {
    const { isStream, messages, told } = await callAs(revision, metaOf, { progressToken: token });

    expect(isStream).toBe(true);
    expect(told.length).toBeGreaterThanOrEqual(2);
    expect(new Set(told.map(({ progressToken }) => progressToken))).toEqual(new Set([token]));
    expect(told.map(({ progress }) => progress)).toEqual(
      [...new Set(told.map(({ progress }) => progress))].toSorted((a, b) => a - b),
    );
    expect(told[0]?.message).toBe('Waiting for the answer of Optimove.');
    expect(told.at(-1)?.message).toBe('Waiting for the second half.');
    expect(messages.at(-1)).toMatchObject({ result: { structuredContent: { text: 'done' } } });
  });

  test('says nothing to who did not ask', async () => {
    const { messages } = await callAs(revision, metaOf, {});

    expect(messages).toHaveLength(1);
  });

  test('says nothing where it is not slow', async () => {
    const { messages } = await callAs(revision, metaOf, { progressToken: 1 }, { progressMs: 60_000 });

    expect(messages).toHaveLength(1);
  });
});
