import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { startConnector } from './testing/connector.ts';
import { ISSUER, RESOURCE } from './testing/fake-upstream.ts';
import { LUMENPLAY } from './testing/principal.ts';

const NORTHAISLE = { id: 'northaisle', name: 'Northaisle', region: 'us', time_zone: 'America/Chicago' };
const PINNED = `${RESOURCE}/t/lumenplay`;
const METADATA = 'http://localhost:4310/.well-known/oauth-protected-resource/mcp';
const WITHOUT_TOKEN = { headers: { authorization: 'none' } };

async function agency() {
  const stack = await startConnector();
  stack.upstream.introspection['tenants'] = [LUMENPLAY, NORTHAISLE];
  return stack;
}

describe('the address of one tenant', () => {
  test('asks for no tenant and reads that one', async () => {
    const { post, call, upstream } = await agency();

    const listed = await (await post('tools/list', {}, {}, PINNED)).text();
    const { structuredContent } = await call({}, {}, PINNED);

    expect(listed).not.toContain('tenant_id"}');
    expect(listed).not.toContain('northaisle');
    expect(structuredContent).toMatchObject({ tenant_id: 'lumenplay' });
    expect(upstream.at('/api/').map(({ request }) => new URL(request.url).pathname)).toEqual([
      '/api/v1/tenants/lumenplay/things/1',
    ]);
  });

  test.each(['northaisle', 'lumenplay'])('takes no tenant_id, not even %s', async (tenant_id) => {
    const { call, upstream } = await agency();

    const refused = await call({ tenant_id }, {}, PINNED);

    expect(refused.isError).toBe(true);
    expect(refused.content[0]?.text).toContain('tenant_id is not an argument');
    expect(upstream.at('/api/')).toEqual([]);
  });

  test('serves hosts of older revisions alike', async () => {
    const { connector, upstream } = await agency();
    const request = new Request(`${RESOURCE}/t/northaisle`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        accept: 'application/json, text/event-stream',
        'mcp-protocol-version': '2025-06-18',
        authorization: `Bearer ${await upstream.token()}`,
      },
      body: JSON.stringify({
        jsonrpc: '2.0',
        id: 1,
        method: 'tools/call',
        params: { name: 'optimove_get_thing', arguments: {} },
      }),
    });

    expect(await (await connector.fetch(request)).text()).toContain('"tenant_id":"northaisle"');
  });

  test('answers for a foreign tenant as for one that does not exist, and reads nothing', async () => {
    const { post, upstream } = await startConnector();

    const foreign = await post('tools/list', {}, {}, `${RESOURCE}/t/northaisle`);
    const missing = await post('tools/list', {}, {}, `${RESOURCE}/t/nowhere`);

    expect([foreign.status, missing.status]).toEqual([404, 404]);
    expect(await foreign.text()).toBe(await missing.text());
    expect([...foreign.headers]).toEqual([...missing.headers]);
    expect(upstream.at('/api/')).toEqual([]);
  });

  test.each([RESOURCE, PINNED])('%s challenges with metadata that names that very address', async (url) => {
    const { connector, post } = await agency();

    const challenge = (await post('tools/list', {}, WITHOUT_TOKEN, url)).headers.get('www-authenticate');
    const metadata = /resource_metadata="([^"]+)"/.exec(challenge ?? '')?.[1] ?? '';
    const document: unknown = await (await connector.fetch(new Request(metadata))).json();

    expect(metadata).toBe(METADATA + url.slice(RESOURCE.length));
    expect(document).toMatchObject({ resource: url, authorization_servers: [ISSUER] });
  });

  test('has the same metadata, tenant or no tenant, and none below or beside', async () => {
    const { connector } = await agency();
    const get = async (path: string) => (await connector.fetch(new Request(METADATA + path))).status;

    expect(await get('/t/nowhere?toolsets=analyst')).toBe(200);
    for (const path of ['/t/', '/t/A', '/t/a/b', '/x', '/t']) expect(await get(path)).toBe(404);
  });

  test('takes tokens for the canonical address only', async () => {
    const { post, upstream } = await agency();
    const token = await upstream.token({ claims: { aud: PINNED } });

    const { status } = await post(
      'tools/list',
      {},
      { headers: { authorization: `Bearer ${token}` } },
      PINNED,
    );

    expect(status).toBe(401);
  });
});

describe('an address that says nothing clear', () => {
  const errorSchema = z.strictObject({ error: z.literal('invalid_request'), error_description: z.string() });

  test.each([
    '?toolsets=everything',
    '?read_only=maybe',
    '?toolsets=analyst&toolsets=explorer',
    '?tenant_id=lumenplay',
    '/t/LUMENPLAY',
    '/t/lumenplay/x',
    '/t/lumenplay?read_only=',
  ])('%s is 400 before anybody is asked anything', async (address) => {
    const { post, upstream } = await agency();

    const signedIn = await post('tools/list', {}, {}, RESOURCE + address);
    const stranger = await post('tools/list', {}, WITHOUT_TOKEN, RESOURCE + address);

    for (const answer of [signedIn, stranger]) {
      expect(answer.status).toBe(400);
      errorSchema.parse(await answer.json());
    }
    expect(upstream.requests).toEqual([]);
  });
});
