import { describe, expect, test } from 'vitest';
import { startConnector } from './testing/connector.ts';
import { RESOURCE } from './testing/fake-upstream.ts';
import { LUMENPLAY } from './testing/principal.ts';
import { loadTools } from './tools/registry.ts';

const NORTHAISLE = { id: 'northaisle', name: 'Northaisle', region: 'us', time_zone: 'America/Chicago' };
const POINTER = 'https://us.mcp.example/mcp';
const region = { own: 'eu', endpoints: new Map([['us', POINTER]]) };

async function startFor(tenants: object[], options: Parameters<typeof startConnector>[0] = {}) {
  const stack = await startConnector({ region, ...options });
  stack.upstream.introspection['tenants'] = tenants;
  /** What of the other region was named to the API or the issuer. */
  const named = () =>
    stack.upstream.requests.filter(({ request, body }) =>
      `${request.url} ${body.toString()}`.includes('northaisle'),
    );
  return { ...stack, named };
}

describe('a connector of one region', () => {
  test('offers no tenant of another, and reads its own', async () => {
    const { post, call, named } = await startFor([LUMENPLAY, NORTHAISLE]);

    const listed = await (await post('tools/list')).text();

    expect(listed).not.toContain('northaisle');
    expect(listed).not.toContain('"required":["tenant_id"');
    expect((await call()).structuredContent).toMatchObject({ tenant_id: 'lumenplay' });
    expect(named()).toEqual([]);
  });

  test('points a call for another tenant to its endpoint', async () => {
    const { call, named, upstream } = await startFor([LUMENPLAY, NORTHAISLE]);

    const { isError, content } = await call({ tenant_id: 'northaisle' });

    expect(isError).toBe(true);
    expect(content[0]?.text).toContain(`kept in region us`);
    expect(content[0]?.text).toContain(POINTER);
    expect(upstream.at('/api/')).toEqual([]);
    expect(named()).toEqual([]);
  });

  test('says to a user who has nothing here where to go', async () => {
    const { call, named } = await startFor([NORTHAISLE]);

    const { isError, content } = await call();

    expect(isError).toBe(true);
    expect(content[0]?.text).toContain(POINTER);
    expect(named()).toEqual([]);
  });

  test('points the address of a tenant to the same address there', async () => {
    const { post, named } = await startFor([NORTHAISLE]);

    const answer = await post('tools/list', {}, {}, `${RESOURCE}/t/northaisle`);

    expect(answer.status).toBe(403);
    expect(answer.headers.has('www-authenticate')).toBe(false);
    expect(await answer.json()).toMatchObject({
      error: 'wrong_region',
      error_description: expect.stringContaining(`${POINTER}/t/northaisle`),
    });
    expect(named()).toEqual([]);
  });

  test.each([[[LUMENPLAY, NORTHAISLE]], [[NORTHAISLE]]])(
    'points whoever reads a resource of a tenant there to its endpoint',
    async (tenants) => {
      const { post, named } = await startFor(tenants, { tools: await loadTools() });
      const uri = 'optimove://northaisle/schema';

      const answer = await post('resources/read', { uri }, { headers: { 'mcp-name': uri } });

      expect(await answer.json()).toMatchObject({
        error: { message: expect.stringContaining(POINTER), data: { error_code: 'wrong_region' } },
      });
      expect(named()).toEqual([]);
    },
  );

  test('says nothing of a tenant in another region to whoever has no part in it', async () => {
    const { post, call } = await startFor([LUMENPLAY]);

    expect((await post('tools/list', {}, {}, `${RESOURCE}/t/northaisle`)).status).toBe(404);
    expect((await call({ tenant_id: 'northaisle' })).content[0]?.text).toContain('is not an argument');
  });

  test('names the region where it knows no endpoint', async () => {
    const { call } = await startFor([NORTHAISLE], { region: { own: 'eu', endpoints: new Map() } });

    expect((await call()).content[0]?.text).toContain('the Optimove MCP endpoint of that region');
  });

  test('asks the API for the facts of its own tenants only', async () => {
    const { post, upstream } = await startFor([LUMENPLAY, NORTHAISLE], { tools: await loadTools() });

    await post('tools/call', { name: 'optimove_get_tenant', arguments: {} });

    const [me] = upstream.at('/api/v1/me').map(({ request }) => new URL(request.url).search);
    expect(me).toBe('?tenant=lumenplay');
  });

  test('asks for the right to draft in its own tenants only', async () => {
    const tools = await loadTools();
    const builder = tools.find(({ kind }) => kind === 'builder')?.name;
    const here = await startFor([LUMENPLAY, NORTHAISLE], { tools });
    const elsewhere = await startFor([NORTHAISLE], { tools });

    await here.post('tools/call', { name: builder, arguments: {} });
    const refused = await elsewhere.post('tools/call', { name: builder, arguments: {} });

    const asked = here.upstream.at('/api/').map(({ request }) => new URL(request.url));
    expect(asked.map(({ pathname, search }) => pathname + search)).toEqual(['/api/v1/me?tenant=lumenplay']);
    expect(await refused.text()).toContain(POINTER);
    expect(elsewhere.upstream.at('/api/')).toEqual([]);
  });

  test('serves one of its own tenants as if no other were known', async () => {
    const { call } = await startFor([LUMENPLAY, NORTHAISLE]);
    const { content } = await call({ tenant_id: 'northaisle' }, {}, `${RESOURCE}/t/lumenplay`);

    expect(content[0]?.text).toContain('tenant_id is not an argument');
  });
});

describe('a connector without a region', () => {
  test('serves them all', async () => {
    const { call } = await startFor([LUMENPLAY, NORTHAISLE], { region: undefined });

    expect((await call({ tenant_id: 'northaisle' })).structuredContent).toMatchObject({
      tenant_id: 'northaisle',
    });
  });
});
