import { describe, expect, test } from 'vitest';
import { openSession, secondsToWait } from './mcp-client.ts';
import type { Answer } from './mcp-client.ts';
import { messageIn } from './wire.ts';
import type { Fetch, Json } from './wire.ts';

const TOOL = {
  name: 'optimove_get_x',
  title: 'Get x',
  inputSchema: { type: 'object' },
  outputSchema: { type: 'object', required: ['item'] },
};

/** A connector that answers every call in the same way. */
async function sessionWith(
  answerCall: (id: unknown) => Response,
  pages: Record<string, Json> = { first: { tools: [TOOL] } },
) {
  const results: Record<string, Json> = {
    'server/discover': {
      supportedVersions: ['2026-07-28'],
      capabilities: { tools: {} },
      ttlMs: 0,
      cacheScope: 'private',
    },
  };
  const fetch: Fetch = async (request) => {
    const message = messageIn(await request.text());
    const cursor = message?.params?.['cursor'];
    const page = { ...pages[typeof cursor === 'string' ? cursor : 'first'], ttlMs: 0, cacheScope: 'private' };
    const result = message?.method === 'tools/list' ? page : results[message?.method ?? ''];
    if (result === undefined) return answerCall(message?.id);
    return Response.json({ jsonrpc: '2.0', id: message?.id, result: { ...result, resultType: 'complete' } });
  };
  return openSession({
    url: new URL('https://mcp.test/mcp'),
    fetch,
    who: 'wide',
    token: async () => 'token',
  });
}

const answering = (result: Json) => (id: unknown) =>
  Response.json({ jsonrpc: '2.0', id, result: { resultType: 'complete', ...result } });
const text = (words: string) => [{ type: 'text', text: words }];

describe('the manifest', () => {
  test('is that of all pages', async () => {
    const pages: Record<string, Json> = {
      first: { tools: [{ ...TOOL, name: 'optimove_one' }], nextCursor: 'second' },
      second: { tools: [{ ...TOOL, name: 'optimove_two' }] },
    };
    const session = await sessionWith(() => new Response(null, { status: 500 }), pages);

    expect((await session.manifest()).map(({ name }) => name)).toEqual(['optimove_one', 'optimove_two']);
  });
});

describe('a tool call', () => {
  test.each<[Answer['kind'], string, (id: unknown) => Response]>([
    ['result', 'fine', answering({ content: text('fine'), structuredContent: { item: 1 } })],
    ['tool_error', 'no such id', answering({ content: text('no such id'), isError: true })],
    [
      'protocol_error',
      '-32602: bad',
      (id) => Response.json({ jsonrpc: '2.0', id, error: { code: -32602, message: 'bad' } }, { status: 400 }),
    ],
    ['http_error', 'broken', () => new Response('broken', { status: 500 })],
  ])('is answered by a %s', async (kind, words, respond) => {
    const session = await sessionWith(respond);

    expect(await session.call(TOOL.name, {})).toMatchObject({ kind, text: words });
  });

  test('is malformed when its structured content does not fit the output schema', async () => {
    const session = await sessionWith(answering({ content: [], structuredContent: { other: 1 } }));
    await session.manifest();

    expect(await session.call(TOOL.name, {})).toMatchObject({
      kind: 'malformed',
      text: expect.stringContaining('item'),
    });
  });

  test('is read from an event stream as well', async () => {
    const session = await sessionWith((id) => {
      const message = { jsonrpc: '2.0', id, result: { resultType: 'complete', content: text('streamed') } };
      const body = `: hello\n\nevent: message\ndata: ${JSON.stringify(message)}\n\n`;
      return new Response(body, { headers: { 'content-type': 'text/event-stream' } });
    });

    expect(await session.call(TOOL.name, {})).toMatchObject({ kind: 'result', text: 'streamed' });
  });

  test('shows what was asked and answered, and no token', async () => {
    const session = await sessionWith(answering({ content: text('fine') }));

    const { exchange } = await session.call(TOOL.name, { id: '7' });

    expect(exchange).toEqual({
      as: 'wide',
      request: 'tools/call optimove_get_x',
      arguments: { id: '7' },
      status: 200,
      answer: 'fine',
    });
  });
});

describe('secondsToWait', () => {
  test.each<[Partial<Answer>, number | null]>([
    [{ kind: 'tool_error', text: 'Rate limit reached. Wait 7 seconds.' }, 7],
    [{ kind: 'tool_error', text: 'Too many calls; retry in 12s' }, 12],
    [{ kind: 'http_error', text: '', status: 429 }, 10],
    [{ kind: 'tool_error', text: 'There is no campaign "rate limit".' }, 10],
    [{ kind: 'tool_error', text: 'There is no campaign "7".' }, null],
    [{ kind: 'result', text: 'A campaign about the rate limit', status: 200 }, null],
  ])('of %o is %j', (answer, seconds) => {
    const whole: Answer = {
      kind: 'result',
      structured: {},
      text: '',
      result: {},
      status: 200,
      exchange: { request: '', answer: '' },
      ...answer,
    };

    expect(secondsToWait(whole)).toBe(seconds);
  });
});
