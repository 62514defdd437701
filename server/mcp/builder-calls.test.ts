import { describe, expect, test, vi } from 'vitest';
import { z } from 'zod';
import type { AuditRecord } from '../audit/audit-log.ts';
import { createMemoryAuditLog } from '../audit/memory-audit-log.ts';
import { readOperation } from '../optimove/operation.ts';
import type { BuilderContext, ToolFailure } from '../ports.ts';
import { ok, type Result } from '../result.ts';
import { startConnector } from '../testing/connector.ts';
import { API } from '../testing/fake-upstream.ts';
import { LUMENPLAY } from '../testing/principal.ts';
import { defineBuilderTool } from '../tools/define.ts';

const NAME = 'optimove_create_draft_thing';
const BOTH = 'optimove:read optimove:drafts.write';
const BODY = { name: 'Deposits', event: 'deposit' };
const DRAFT = {
  id: '900000001',
  type: 'trigger',
  name: BODY.name,
  brand: 'lumenplay',
  status: 'draft',
  url: 'http://localhost:4320/console/tenants/lumenplay/triggers/900000001',
  created_at: '2026-11-22T12:00:00.000Z',
  created_by: 'marketer@lumenplay.example',
};
const things = readOperation('/tenants/:tenant/things', z.object({ items: z.array(z.string()) }));

type Run = (context: BuilderContext<'trigger'>) => Promise<Result<{ id: string }, ToolFailure>>;

async function build(context: BuilderContext<'trigger'>) {
  await context.api.read(things, { params: { tenant: context.tenant.id } });
  const created = await context.createDraft(BODY, undefined);
  return created.ok ? ok({ id: created.value.draft.id }) : created;
}

/** A connector with one builder, before an API that creates; the caller's token carries `scope`. */
async function start({
  run = build,
  scope = BOTH,
  deadlineMs = 5000,
}: { run?: Run; scope?: string; deadlineMs?: number } = {}) {
  const audit = createMemoryAuditLog();
  const tool = defineBuilderTool({
    draft: 'trigger',
    name: NAME,
    title: 'Create thing',
    description: 'Creates a thing.',
    input: z.strictObject({}),
    output: z.object({ id: z.string() }),
    run: async (_, context) => run(context),
  });
  const stack = await startConnector({ tools: [tool], deadlineMs, audit });
  stack.upstream.introspection['scope'] = scope;
  stack.upstream.answer = ({ origin }, { method }) =>
    origin === API && method === 'POST'
      ? Response.json({ draft: DRAFT, replayed: false }, { status: 201 })
      : undefined;
  const post = async (method: string, params: object = {}, init: RequestInit = {}) => {
    const token = await stack.upstream.token({ claims: { scope } });
    return stack.post(method, params, { headers: { authorization: `Bearer ${token}` }, ...init });
  };
  const call = (init?: RequestInit) => post('tools/call', { name: NAME, arguments: {} }, init);
  const textOf = async () => {
    const { result } = resultSchema.parse(await (await call()).json());
    return result.content[0]?.text ?? '';
  };
  return { ...stack, audit, post, call, textOf };
}

/** The answer of `/me` for a user of one tenant with these permissions. */
function analyst(permissions: string[]) {
  return {
    user: { id: 'u-1', email: 'analyst@lumenplay.example', name: 'Analyst' },
    as_of: '2026-11-22T12:00:00.000Z',
    tenants: [
      {
        ...LUMENPLAY,
        industry: 'gaming',
        currency: 'EUR',
        language: 'en',
        brands: [],
        last_data_update: '2026-11-22T06:00:00.000Z',
        access: { role: 'analyst', permissions, brands: [] },
        url: 'http://localhost:4320/console/tenants/lumenplay',
      },
    ],
  };
}

const resultSchema = z.object({ result: z.object({ content: z.array(z.object({ text: z.string() })) }) });
const listed = z.object({ result: z.object({ tools: z.array(z.object({ name: z.string() })) }) });

describe('a builder', () => {
  test('is called only with the scope to draft: HTTP 403 names all scopes that it takes, and nothing is created', async () => {
    const { call, upstream } = await start({ scope: 'optimove:read' });

    const response = await call();

    expect(response.status).toBe(403);
    expect(response.headers.get('www-authenticate')).toMatch(
      /^Bearer error="insufficient_scope".* scope="optimove:read optimove:drafts\.write".* resource_metadata="http/,
    );
    expect(upstream.at('/api/').map(({ request }) => new URL(request.url).pathname)).toEqual(['/api/v1/me']);
    expect(upstream.at('/oauth/token').map(({ body }) => body.get('scope'))).toEqual(['api:read']);
  });

  test('is refused to a role that can never have the scope in words, not with a challenge without end', async () => {
    const { textOf, upstream } = await start({ scope: 'optimove:read' });
    upstream.answer = ({ pathname }) =>
      pathname === '/api/v1/me' ? Response.json(analyst(['campaigns.read'])) : undefined;

    expect(await textOf()).toContain('lacks the permission "drafts.write"');
  });

  test('asks for the scope where a role has come to permit it', async () => {
    const { call, upstream } = await start({ scope: 'optimove:read' });
    upstream.answer = ({ pathname }) =>
      pathname === '/api/v1/me' ? Response.json(analyst(['campaigns.read', 'drafts.write'])) : undefined;

    expect((await call()).status).toBe(403);
  });

  test.each([
    ['optimove:read', []],
    [BOTH, [NAME]],
  ])('with the scopes %s tools/list shows %j', async (scope, names) => {
    const { post } = await start({ scope });

    const { result } = listed.parse(await (await post('tools/list')).json());

    expect(result.tools.map(({ name }) => name)).toEqual(names);
  });

  test('reads with a token that cannot write, and creates with one that can do nothing else', async () => {
    const { call, upstream } = await start();

    expect((await call()).status).toBe(200);

    const exchanges = upstream.at('/oauth/token').map(({ body }) => body.get('scope'));
    const requests = upstream
      .at('/api/')
      .map(({ request }) => [
        request.method,
        exchanges[Number(request.headers.get('authorization')?.split('-').at(-1)) - 1],
      ]);
    expect(requests).toEqual([
      ['GET', 'api:read'],
      ['POST', 'api:drafts'],
    ]);
  });

  test('that is cut off while it creates says that the outcome is not known', async () => {
    const { textOf, upstream } = await start({ deadlineMs: 200 });
    upstream.answer = ({ origin }, { method }) =>
      origin === API && method === 'POST' ? new Promise(() => {}) : undefined;

    const text = await textOf();

    expect(text).toContain('not known whether the draft "Deposits" was created');
    expect(text).toContain('optimove_list_triggers');
    expect(text).not.toContain('Nothing was changed');
  });

  test('that is cancelled while it creates leaves a record that does not pass for nothing done', async () => {
    const { audit, call, upstream } = await start();
    const host = new AbortController();
    const noted = Promise.withResolvers<readonly AuditRecord[]>();
    upstream.answer = ({ origin }, { method, signal }) => {
      if (origin !== API || method !== 'POST') return undefined;
      noted.resolve(structuredClone(audit.records));
      queueMicrotask(() => host.abort());
      return new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)));
    };

    await call({ signal: host.signal }).catch(() => undefined);

    expect(await noted.promise).toMatchObject([{ tool: NAME, outcome: null }]);
    await vi.waitFor(() => expect(audit.records).toMatchObject([{ outcome: 'cancelled' }]));
    expect(audit.records[0]?.result?.text).toContain('not known whether the draft');
    const posted = upstream.at('/api/').find(({ request }) => request.method === 'POST')?.request;
    expect(audit.records[0]?.upstream_request_ids).toContain(
      posted?.headers.get('traceparent')?.split('-')[2],
    );
  });

  test('that is cut off before says that nothing was changed', async () => {
    const { textOf } = await start({ deadlineMs: 100, run: () => new Promise(() => {}) });

    expect(await textOf()).toContain('Nothing was changed');
  });

  test('that fails by a mistake after it has created says so', async () => {
    const { textOf } = await start({
      async run(context) {
        await build(context);
        throw new Error('canary');
      },
    });

    const text = await textOf();

    expect(text).toContain('not known whether');
    expect(text).not.toMatch(/canary|Nothing was changed/);
  });

  test('creates one draft for each call, even if it tries more', async () => {
    const { textOf, upstream } = await start({
      async run(context) {
        await build(context);
        return build(context);
      },
    });

    expect(await textOf()).toContain('by a mistake of its own');
    expect(upstream.at('/api/').filter(({ request }) => request.method === 'POST')).toHaveLength(1);
  });
});
