import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import type { ReadContext, ReadTool } from '../ports.ts';
import { fail, ok, type Result } from '../result.ts';
import type { ToolFailure } from '../ports.ts';
import { startConnector } from '../testing/connector.ts';
import { API } from '../testing/fake-upstream.ts';
import { defineReadTool } from '../tools/define.ts';

const NAME = 'optimove_get_thing';
const TENANTS = [
  { id: 'lumenplay', name: 'Lumenplay', region: 'eu', time_zone: 'Europe/Malta' },
  { id: 'northaisle', name: 'Northaisle', region: 'us', time_zone: 'America/Chicago' },
];

type Run = (context: ReadContext) => Promise<Result<{ text: string }, ToolFailure>>;

function toolThat(run: Run): ReadTool {
  return defineReadTool({
    name: NAME,
    title: 'Get thing',
    description: 'Gets a thing.',
    input: z.strictObject({}),
    output: z.object({ text: z.string() }),
    run: async (_, context) => run(context),
  });
}

describe('tools/call', () => {
  test('a thrown error is a bug: the model reads an id, the log has it without the message', async () => {
    const tool = toolThat(async () => {
      throw new RangeError('canary: db-7.local rejected customer 4711');
    });
    const { call, logged } = await startConnector({ tools: [tool] });

    const result = await call();

    const [entry] = logged;
    expect(result.isError).toBe(true);
    expect(entry).toMatchObject({ level: 'error', event: 'bug', where: NAME, error: 'RangeError' });
    const id = entry?.event === 'bug' ? entry.id : 'no id';
    expect(result.content[0]?.text).toBe(
      `The connector failed by a mistake of its own. Report the id ${id} at support.optimove.com with the tag mcp-connector.`,
    );
    expect(JSON.stringify([result, logged])).not.toContain('canary');
  });

  test('a call above the rate limit of its user does not run, and says how long to wait', async () => {
    let runs = 0;
    const tool = toolThat(async () => ok({ text: String(++runs) }));
    const { call } = await startConnector({ tools: [tool], rateLimit: { calls: 2, seconds: 10 } });

    const results = [await call(), await call(), await call()];

    expect(results.map((result) => result.isError ?? false)).toEqual([false, false, true]);
    expect(results[2]?.content[0]?.text).toMatch(/rate limit .* in \d+ seconds/);
    expect(runs).toBe(2);
  });

  test('a call ends at the deadline, even of a tool that does not listen', async () => {
    const seen: AbortSignal[] = [];
    const tool = toolThat(async ({ signal }) => {
      seen.push(signal);
      return new Promise(() => {});
    });
    const { call, logged } = await startConnector({ tools: [tool], deadlineMs: 50 });

    const result = await call();

    expect(result).toMatchObject({
      isError: true,
      content: [{ text: expect.stringContaining('0.05 seconds') }],
    });
    expect(seen[0]?.aborted).toBe(true);
    expect(logged).toEqual([]);
  });

  test('a host that hangs up ends the requests of its call', async () => {
    const begun = Promise.withResolvers<Request>();
    const { post, upstream, logged } = await startConnector();
    upstream.answer = ({ origin }, request) => {
      if (origin !== API) return undefined;
      begun.resolve(request);
      return new Promise((_, reject) =>
        request.signal.addEventListener('abort', () => reject(request.signal.reason)),
      );
    };
    const host = new AbortController();

    const response = post('tools/call', { name: NAME, arguments: {} }, { signal: host.signal });
    const request = await begun.promise;
    host.abort();
    await response;

    expect(request.signal.aborted).toBe(true);
    expect(logged).toEqual([]);
  });

  test('a failure is a tool error without structured content', async () => {
    const { call } = await startConnector({
      tools: [toolThat(async () => fail({ code: 'upstream_unavailable' }))],
    });

    const result = await call();

    expect(result.isError).toBe(true);
    expect(result).not.toHaveProperty('structuredContent');
  });

  test('wrong arguments are a tool error that the model can mend', async () => {
    const { call, upstream } = await startConnector();

    const result = await call({ limit: 500 });

    expect(result.isError).toBe(true);
    expect(result.content[0]?.text).toContain('limit must be at most 100');
    expect(upstream.at('/api/')).toEqual([]);
  });

  test.each(['optimove_activate_campaign', '__proto__', 'toString', ''])(
    'an unknown tool (%j) is a protocol error',
    async (name) => {
      const { post } = await startConnector();

      const response = await post('tools/call', { name, arguments: {} });

      expect(await response.json()).toMatchObject({ error: { code: -32602 } });
    },
  );

  test('an unknown tool is told the nearest name', async () => {
    const { post } = await startConnector();

    const response = await post('tools/call', { name: 'optimove_get_things', arguments: {} });

    expect(await response.json()).toMatchObject({
      error: { message: `Unknown tool. The nearest is ${NAME}.` },
    });
  });

  test('the prefix that all tools share brings no other tool nearer', async () => {
    const { post } = await startConnector();

    const response = await post('tools/call', { name: 'optimove_send', arguments: {} });

    expect(await response.json()).toMatchObject({
      error: { message: 'Unknown tool. tools/list has the names of all.' },
    });
  });

  test('a body of more than four megabytes is refused, whatever its length claims', async () => {
    const { post } = await startConnector();
    const args = { id: 'x'.repeat(5_000_000) };

    expect((await post('tools/call', { name: NAME, arguments: args })).status).toBe(413);
  });

  test('a header that names another method than the body is refused, and nothing runs', async () => {
    const { post, upstream } = await startConnector();
    const params = { name: NAME, arguments: {} };

    const method = await post('tools/call', params, { headers: { 'mcp-method': 'tools/list' } });
    const name = await post('tools/call', params, { headers: { 'mcp-name': 'optimove_list_things' } });

    for (const response of [method, name]) {
      expect(response.status).toBe(400);
      expect(await response.json()).toMatchObject({ error: { code: -32020 } });
    }
    expect(upstream.at('/api/')).toEqual([]);
  });
});

describe('time of a call', () => {
  test("is the authorization server's", async () => {
    const tool = toolThat(async ({ principal }) => ok({ text: principal.now.toISOString() }));
    const { call, upstream } = await startConnector({ tools: [tool] });
    upstream.answer = ({ pathname }) =>
      pathname === '/oauth/introspect'
        ? Response.json(upstream.introspection, { headers: { date: 'Mon, 05 Jan 2026 10:00:00 GMT' } })
        : undefined;

    expect((await call()).structuredContent).toEqual({ text: '2026-01-05T10:00:00.000Z' });
  });
});

describe('tenant of a call', () => {
  const listed = z.object({
    result: z.object({ tools: z.array(z.object({ inputSchema: z.looseObject({}) })) }),
  });

  test('with one there is no argument for it', async () => {
    const { post, call } = await startConnector();

    const { result } = listed.parse(await (await post('tools/list')).json());
    const refused = await call({ tenant_id: 'lumenplay' });

    expect(result.tools[0]?.inputSchema['properties']).not.toHaveProperty('tenant_id');
    expect(refused.content[0]?.text).toContain('tenant_id is not an argument');
  });

  test('with several it must be one of them', async () => {
    const { post, call, upstream } = await startConnector();
    upstream.introspection['tenants'] = TENANTS;

    const { result } = listed.parse(await (await post('tools/list')).json());
    const chosen = await call({ tenant_id: 'northaisle' });
    const none = await call({});
    const foreign = await call({ tenant_id: 'megamart' });
    const odd = await call({ tenant_id: ['lumenplay'] });

    expect(result.tools[0]?.inputSchema).toMatchObject({
      properties: { tenant_id: { enum: ['lumenplay', 'northaisle'] } },
      required: ['tenant_id'],
    });
    expect(chosen.structuredContent).toMatchObject({ tenant_id: 'northaisle' });
    expect(upstream.at('/api/').map(({ request }) => new URL(request.url).pathname)).toEqual([
      '/api/v1/tenants/northaisle/things/1',
    ]);
    for (const refused of [none, foreign, odd]) expect(refused.isError).toBe(true);
    expect(foreign.content[0]?.text).toContain('"lumenplay", "northaisle"');
  });

  test('with several, a tool about all of them may be told one and needs none', async () => {
    const tool = defineReadTool({
      ...toolThat(async ({ tenant }) => ok({ text: tenant.id })),
      aboutAllTenants: true,
    });
    const { post, call, upstream } = await startConnector({ tools: [tool] });
    upstream.introspection['tenants'] = TENANTS;

    const { result } = listed.parse(await (await post('tools/list')).json());

    expect(result.tools[0]?.inputSchema['properties']).toHaveProperty('tenant_id');
    expect(result.tools[0]?.inputSchema).not.toHaveProperty('required');
    expect((await call()).structuredContent).toEqual({ text: 'lumenplay' });
    expect((await call({ tenant_id: 'northaisle' })).structuredContent).toEqual({ text: 'northaisle' });
    expect((await call({ tenant_id: 'megamart' })).isError).toBe(true);
  });

  test('with none there is nothing to read', async () => {
    const { call, upstream } = await startConnector();
    upstream.introspection['tenants'] = [];

    expect((await call()).isError).toBe(true);
  });
});

describe('tools/list', () => {
  test('is the same to the byte for the same authorization, and private', async () => {
    const { post } = await startConnector();
    const bodies = [await (await post('tools/list')).text(), await (await post('tools/list')).text()];

    expect(bodies[0]).toBe(bodies[1]);
    expect(JSON.parse(bodies[0] ?? '')).toMatchObject({ result: { cacheScope: 'private' } });
  });

  test('knows no cursor, since it has one page', async () => {
    const { post } = await startConnector();

    expect(await (await post('tools/list', { cursor: 'next' })).json()).toMatchObject({
      error: { code: -32602 },
    });
  });
});
