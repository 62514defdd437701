import {
  Client as ClientV2,
  StreamableHTTPClientTransport as TransportV2,
} from '@modelcontextprotocol/client';
import { Client as ClientV1 } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport as TransportV1 } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { createSimulator } from '#simulator/app.ts';
import { obtainTokens } from '#simulator/oauth/testing/sign-in.ts';
import { createConnector } from './app.ts';
import type { LogEntry } from './log.ts';
import { loadTools } from './tools/registry.ts';

const ORIGIN = 'http://localhost:4320';
const PUBLIC_URL = 'http://localhost:4310/mcp';

/** Connector and simulator in one process; nothing listens on a port. */
async function startStack() {
  const log: LogEntry[] = [];
  const programs = new Map<string, { fetch(request: Request): Promise<Response> }>();
  const reach = async (input: string | URL | Request, init?: RequestInit): Promise<Response> => {
    const request = new Request(input, init);
    return programs.get(new URL(request.url).origin)?.fetch(request) ?? Response.error();
  };
  const simulator = await createSimulator({
    origin: ORIGIN,
    mcpResource: PUBLIC_URL,
    connectorJwksUrl: 'http://localhost:4310/.well-known/jwks.json',
    refreshGraceSeconds: 0,
    extraRedirectUris: [],
    fetch: reach,
  });
  const connector = await createConnector({
    publicUrl: PUBLIC_URL,
    apiUrl: ORIGIN,
    issuer: ORIGIN,
    fetch: reach,
    log: (entry) => log.push(entry),
  });
  programs.set(ORIGIN, simulator).set(new URL(PUBLIC_URL).origin, connector);

  async function tokenOf(email: string): Promise<string> {
    const scope = 'optimove:read optimove:drafts.write';
    const password = 'optimove-demo';
    const signIn = { fetch: reach, issuer: ORIGIN, resource: PUBLIC_URL, email, password, scope };
    return (await obtainTokens(signIn)).access_token;
  }
  return { simulator, reach, tokenOf, log };
}

type Stack = Awaited<ReturnType<typeof startStack>>;

async function connectV2(stack: Stack, token: string, mode: 'auto' | 'legacy' | { pin: string }) {
  const client = new ClientV2({ name: 'test', version: '1' }, { versionNegotiation: { mode } });
  const transport = new TransportV2(new URL(PUBLIC_URL), {
    fetch: stack.reach,
    authProvider: { token: async () => token },
  });
  await client.connect(transport);
  return client;
}

async function connectV1(stack: Stack, token: string) {
  const client = new ClientV1({ name: 'test', version: '1' });
  const headers = { authorization: `Bearer ${token}` };
  await client.connect(
    new TransportV1(new URL(PUBLIC_URL), { fetch: stack.reach, requestInit: { headers } }),
  );
  return client;
}

const listSchema = z.object({ items: z.array(z.looseObject({ id: z.string(), brand: z.string() })) });

/** One tool call as a signed-in user, by the newest revision. */
async function callAs(stack: Stack, token: string, name: string, args: Record<string, unknown> = {}) {
  const client = await connectV2(stack, token, 'auto');
  return client.callTool({ name, arguments: args });
}

describe('connector before the simulator', () => {
  let stack: Stack;
  beforeAll(async () => {
    stack = await startStack();
  });

  test.each<[string, (s: Stack, t: string) => Promise<ClientV2 | ClientV1>]>([
    ['the client of SDK 2, by itself', (s, t) => connectV2(s, t, 'auto')],
    ['the client of SDK 2 on 2026-07-28', (s, t) => connectV2(s, t, { pin: '2026-07-28' })],
    ['the client of SDK 2 on older revisions', (s, t) => connectV2(s, t, 'legacy')],
    ['the client of SDK 1', connectV1],
  ])('serves %s', async (_, connect) => {
    const client = await connect(stack, await stack.tokenOf('marketer@lumenplay.example'));

    const { tools } = await client.listTools();
    const drafts = await client.callTool({
      name: 'optimove_list_campaigns',
      arguments: { status: ['draft'], created_after: '-1h' },
    });

    expect(tools.map(({ name }) => name)).toEqual((await loadTools()).map(({ name }) => name));
    expect(drafts.isError).toBeUndefined();
    expect(drafts.structuredContent).toMatchObject({ page: { returned: 3 }, tenant_id: 'lumenplay' });
  });

  test('a segment comes with its predicate tree', async () => {
    const token = await stack.tokenOf('marketer@lumenplay.example');

    const { structuredContent } = await callAs(stack, token, 'optimove_get_segment', { id: 'lapsed_vip' });

    expect(structuredContent).toMatchObject({
      item: { key: 'lapsed_vip', definition: { children: expect.any(Array) } },
    });
  });

  test('what the user may not see, the connector does not get', async () => {
    const wide = await stack.tokenOf('marketer@lumenplay.example');
    const narrow = await stack.tokenOf('marketer.bet@lumenplay.example');
    const args = { limit: 100 };
    const all = listSchema.parse(
      (await callAs(stack, wide, 'optimove_list_campaigns', args)).structuredContent,
    );
    const own = listSchema.parse(
      (await callAs(stack, narrow, 'optimove_list_campaigns', args)).structuredContent,
    );
    const foreign = all.items.find(({ brand }) => brand === 'lumenplay')?.id ?? '';

    const hidden = await callAs(stack, narrow, 'optimove_get_campaign', { id: foreign });
    const absent = await callAs(stack, narrow, 'optimove_get_campaign', { id: '987654321' });

    expect(new Set(own.items.map(({ brand }) => brand))).toEqual(new Set(['lumenbet']));
    expect(JSON.stringify(hidden).replaceAll(foreign, 'ID')).toBe(
      JSON.stringify(absent).replaceAll('987654321', 'ID'),
    );
  });

  test('a user of several tenants says which, but to learn which they are', async () => {
    const token = await stack.tokenOf('agency@agency.example');

    const without = await callAs(stack, token, 'optimove_list_channels');
    const chosen = await callAs(stack, token, 'optimove_list_channels', { tenant_id: 'northaisle' });
    const all = await callAs(stack, token, 'optimove_get_tenant');

    expect(without.isError).toBe(true);
    expect(chosen.structuredContent).toMatchObject({ tenant_id: 'northaisle', time_zone: 'America/Chicago' });
    expect(all.structuredContent).toMatchObject({
      item: { tenants: [{ id: 'lumenplay' }, { id: 'northaisle' }] },
      tenant_id: 'lumenplay',
    });
  });

  test('rights that are taken away count at the next call', async () => {
    const email = 'viewer@lumenplay.example';
    const token = await stack.tokenOf(email);
    const before = await callAs(stack, token, 'optimove_list_campaigns');
    stack.simulator.world.users.change(email, { brands: ['lumenbet'] });
    const after = listSchema.parse((await callAs(stack, token, 'optimove_list_campaigns')).structuredContent);

    stack.simulator.world.users.change(email, { disabled: true });

    expect(before.isError).toBeUndefined();
    expect(new Set(after.items.map(({ brand }) => brand))).toEqual(new Set(['lumenbet']));
    await expect(callAs(stack, token, 'optimove_list_campaigns')).rejects.toThrow('Unauthorized');
  });

  test('a revoked grant ends the connector at the next request', async () => {
    const token = await stack.tokenOf('analyst@lumenplay.example');
    const client = await connectV2(stack, token, 'auto');
    await client.callTool({ name: 'optimove_get_tenant', arguments: {} });

    const ended = stack.simulator.authorizationServer.revoke('analyst@lumenplay.example');

    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
    const response = await stack.reach(PUBLIC_URL, { method: 'POST', headers, body: '{}' });
    expect(ended).toBe(1);
    expect(response.status).toBe(401);
    expect(response.headers.get('www-authenticate')).toContain('error="invalid_token"');
  });

  test('every call only read, and its requests share one id', async () => {
    const token = await stack.tokenOf('admin@lumenplay.example');
    const { next } = stack.simulator.world.journal.read({});

    await callAs(stack, token, 'optimove_get_segment', { id: 'lapsed_vip' });
    await callAs(stack, token, 'optimove_get_tenant');

    const { entries } = stack.simulator.world.journal.read({ since: next });
    const ids = entries.map(({ mcp_request_id }) => mcp_request_id);
    expect(entries.length).toBeGreaterThan(2);
    expect(new Set(ids).size).toBe(2);
    expect(ids.every((id) => /^[0-9a-f]{32}$/.test(id ?? ''))).toBe(true);
    expect(stack.simulator.world.journal.read({}).entries.filter(({ effect }) => effect !== 'read')).toEqual(
      [],
    );
  });

  test('nothing went wrong, and no token was logged', () => {
    expect(stack.log.filter(({ event }) => event !== 'mcp_request_refused')).toEqual([]);
    expect(JSON.stringify(stack.log)).not.toContain('ey');
  });
});
