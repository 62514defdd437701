import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import type { AuditLog } from '../audit/audit-log.ts';
import { createMemoryAuditLog } from '../audit/memory-audit-log.ts';
import { fail, ok } from '../result.ts';
import { startConnector } from '../testing/connector.ts';
import { API } from '../testing/fake-upstream.ts';
import { defineReadTool } from '../tools/define.ts';

const NAME = 'optimove_get_thing';

function toolThat(run: () => ReturnType<Parameters<typeof defineReadTool>[0]['run']>) {
  return defineReadTool({
    name: NAME,
    title: 'Get thing',
    description: 'Gets a thing.',
    input: z.strictObject({}),
    output: z.looseObject({}),
    run,
  });
}

/** A connector with an audit log that can be looked into. */
async function startAudited(options: Parameters<typeof startConnector>[0] = {}) {
  const audit = createMemoryAuditLog();
  return { audit, ...(await startConnector({ audit, ...options })) };
}

describe('audit of a call', () => {
  test('says who asked when for what by which client, and what came of it', async () => {
    const now = new Date();
    const { audit, call, upstream } = await startAudited({ now: () => now });

    const result = await call({ id: '7' });

    const requests = upstream.at('/api/').map(({ request }) => request.headers);
    expect(audit.records).toEqual([
      {
        id: requests[0]?.get('x-request-id'),
        time: now,
        user_id: 'u-1',
        client_id: 'mcp-client',
        tenant_id: 'lumenplay',
        tool: NAME,
        parameters: { text: '{"id":"7"}', bytes: 10, sha256: expect.stringMatching(/^[0-9a-f]{64}$/) },
        outcome: 'ok',
        duration_ms: expect.any(Number),
        upstream_request_ids: requests.map((headers) => headers.get('traceparent')?.split('-')[2]),
        result: expect.objectContaining({ text: JSON.stringify(result.structuredContent) }),
      },
    ]);
    expect(requests).toHaveLength(1);
  });

  test('is there before the call does anything', async () => {
    const seen: unknown[] = [];
    const { audit, call } = await startAudited({
      tools: [
        toolThat(async () => {
          seen.push(...structuredClone(audit.records));
          return ok({});
        }),
      ],
    });

    await call();

    expect(seen).toMatchObject([{ tool: NAME, outcome: null, result: null }]);
  });

  test.each<[string, Parameters<typeof toolThat>[0]]>([
    ['not_found', async () => fail(NOT_FOUND)],
    ['upstream_unavailable', async () => fail({ code: 'upstream_unavailable' })],
    ['result_too_large', async () => ok({ text: 'word '.repeat(100_000) })],
    ['upstream_timeout', async () => new Promise<never>(() => {})],
    [
      'bug',
      async () => {
        throw new RangeError('secret of the machine');
      },
    ],
  ])('keeps the outcome %s with the words that the model reads', async (outcome, run) => {
    const { audit, call } = await startAudited({ tools: [toolThat(run)], deadlineMs: 200 });

    const { content } = await call();

    expect(audit.records).toMatchObject([{ outcome, result: { text: JSON.stringify(content) } }]);
    expect(JSON.stringify(audit.records)).not.toContain('secret of the machine');
  });

  test('is of refused calls too: arguments, rate limit, unknown tool', async () => {
    const { audit, call, post } = await startAudited({ rateLimit: { calls: 1, seconds: 10 } });

    await call({ limit: 500 });
    await call();
    await post('tools/call', { name: 'optimove_delete_all', arguments: { id: '9' } });

    expect(audit.records.map(({ tool, outcome, parameters }) => [tool, outcome, parameters.text])).toEqual([
      [NAME, 'invalid_argument', '{"limit":500}'],
      [NAME, 'rate_limited', '{}'],
      ['optimove_delete_all', 'unknown_tool', '{"id":"9"}'],
    ]);
  });

  test('has no more than the beginning of a name that no tool has', async () => {
    const { audit, post } = await startAudited();

    await post('tools/call', { name: 'x'.repeat(3000), arguments: {} });

    expect(audit.records[0]?.tool).toBe('x'.repeat(128));
  });

  test('is of a call whose access ends under it', async () => {
    const { audit, post, upstream } = await startAudited();
    upstream.answer = ({ origin }) => (origin === API ? new Response(null, { status: 401 }) : undefined);

    const response = await post('tools/call', { name: NAME, arguments: {} });

    expect(response.status).toBe(401);
    expect(audit.records).toMatchObject([{ outcome: 'access_ended' }]);
    expect(audit.records[0]?.upstream_request_ids).toHaveLength(2);
  });

  test('is of a call whose host hangs up', async () => {
    const host = new AbortController();
    const { audit, post } = await startAudited({
      tools: [
        toolThat(async () => {
          host.abort();
          return new Promise<never>(() => {});
        }),
      ],
    });

    await post('tools/call', { name: NAME, arguments: {} }, { signal: host.signal });

    expect(audit.records).toMatchObject([{ outcome: 'cancelled' }]);
  });

  test('names no tenant before a user of several has chosen', async () => {
    const { audit, call, upstream } = await startAudited();
    upstream.introspection['tenants'] = ['lumenplay', 'northaisle'].map((id) => ({
      id,
      name: id,
      region: 'eu',
      time_zone: 'Europe/Malta',
    }));

    await call();
    await call({ tenant_id: 'northaisle' });

    expect(audit.records.map(({ tenant_id, outcome }) => [tenant_id, outcome])).toEqual([
      [null, 'tenant_required'],
      ['northaisle', 'ok'],
    ]);
  });
});

const NOT_FOUND = {
  code: 'not_found',
  entity: 'thing',
  given: '7',
  nearest: [],
  list_tool: 'optimove_list_things',
} as const;

const full = async () => Promise.reject(new Error('database or disk is full'));

describe('without an audit log', () => {
  test('a call does not run', async () => {
    let runs = 0;
    const audit: AuditLog = { ...createMemoryAuditLog(), begin: full };
    const tools = [toolThat(async () => ok({ runs: ++runs }))];
    const { call, logged } = await startConnector({ audit, tools });

    const result = await call();

    expect(result).toEqual({
      isError: true,
      resultType: 'complete',
      _meta: expect.anything(),
      content: [{ type: 'text', text: expect.stringMatching(/refused.*audit log\. Nothing was done\./) }],
    });
    expect(runs).toBe(0);
    expect(logged).toEqual([{ level: 'error', event: 'audit_unavailable', step: 'begin', problem: 'Error' }]);
  });

  test('nothing of a result leaves', async () => {
    const audit: AuditLog = { ...createMemoryAuditLog(), begin: async () => ({ finish: full }) };
    const tools = [toolThat(async () => ok({ text: 'canary' }))];
    const { call, logged } = await startConnector({ audit, tools });

    const result = await call();

    expect(result.isError).toBe(true);
    expect(result.content[0]?.text).toMatch(/result is withheld.*look for the draft/);
    expect(JSON.stringify([result, logged])).not.toContain('canary');
  });
});
