import * as fc from 'fast-check';
import { createRateLimit } from './rate-limit.ts';
import { describe, expect, test, vi } from 'vitest';
import { z } from 'zod';
import { createFaults } from '../faults/faults.ts';
import { answerBy } from '../network/fetch-source.ts';
import { ORIGIN, createTinySimulator, getAs, nameTokens } from '../testing/tiny-simulator.ts';
import { createTinyWorld } from '../testing/tiny-world.ts';
import { createApiHandlers } from './api-handlers.ts';
import { defineEndpoint } from './define.ts';
import { DESIGNED_READ } from './designed-read.ts';
import type { NamedEndpoint } from './registry.ts';

async function send(path: string, init: RequestInit = {}) {
  const simulator = await createTinySimulator();
  const response = await simulator.fetch(new Request(ORIGIN + path, init));
  const { entries } = simulator.world.journal.read({});
  return { response, entries };
}

const as = (token: string, headers: Record<string, string> = {}) => ({
  headers: { authorization: `Bearer ${token}`, ...headers },
});
const ME = '/api/v1/me';
const CAMPAIGNS = '/api/v1/tenants/one/campaigns';

describe('a call of the tenant API', () => {
  test('without a token is refused with a bare challenge', async () => {
    const { response } = await send(ME);

    expect(response.status).toBe(401);
    expect(response.headers.get('www-authenticate')).toBe('Bearer');
  });

  test.each(['Bearer nobody', 'Bearer user:dan', 'bearer user:unknown'])(
    'with "%s", a token that nobody speaks through, is refused',
    async (authorization) => {
      const { response } = await send(ME, { headers: { authorization } });

      expect(response.status).toBe(401);
      expect(response.headers.get('www-authenticate')).toBe('Bearer error="invalid_token"');
    },
  );

  test('without the scope is refused with the scope in the challenge', async () => {
    const { response } = await send(ME, as('narrow:ann'));

    expect(response.status).toBe(403);
    expect(response.headers.get('www-authenticate')).toBe(
      'Bearer error="insufficient_scope", scope="api:read"',
    );
  });

  test('says whose time it is and echoes the id of the request', async () => {
    const { response } = await send(ME, as('user:ann', { 'x-request-id': 'req-1' }));

    expect(response.status).toBe(200);
    expect(response.headers.get('date')).toMatch(/^Mon, 15 Jun 2026 12:00:/);
    expect(response.headers.get('x-request-id')).toBe('req-1');
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(response.headers.get('content-type')).toBe('application/json');
  });

  test('of another method is refused with the methods that there are', async () => {
    const { response, entries } = await send(CAMPAIGNS, { method: 'DELETE', ...as('user:ann') });

    expect(response.status).toBe(405);
    expect(response.headers.get('allow')).toBe('GET, HEAD');
    expect(entries).toMatchObject([{ endpoint: 'unknown', effect: 'delete', status: 405 }]);
  });

  test('with a slash at its end is no list', async () => {
    const { response } = await send(`${CAMPAIGNS}/`, as('user:ann'));

    expect(response.status).toBe(404);
  });

  test('counts a change of rights at once', async () => {
    const simulator = await createTinySimulator();
    simulator.world.users.change('bob', { brands: ['red'] });
    const changed = await getAs(simulator, 'bob', '/tenants/one');
    simulator.world.users.change('bob', { disabled: true });
    const disabled = await getAs(simulator, 'bob', '/tenants/one');

    expect(await changed.json()).toMatchObject({ item: { access: { brands: ['red'] } } });
    expect(disabled.status).toBe(401);
  });
});

describe('what is invisible', () => {
  test.each([
    ['an entity of another brand', 'ann', 'bob', '/tenants/one/campaigns/3'],
    ['a template of another brand', 'ann', 'eve', '/tenants/one/templates/2'],
    ['a tenant of others', 'eve', 'bob', '/tenants/two'],
    ['a list of a tenant of others', 'eve', 'bob', '/tenants/two/campaigns'],
    ['an entity of a tenant of others', 'eve', 'bob', '/tenants/two/campaigns/3'],
  ])('%s answers byte for byte like what does not exist', async (_, insider, outsider, path) => {
    const simulator = await createTinySimulator();
    simulator.world.clock.freeze(true);
    const visible = await getAs(simulator, insider, path);
    const invisible = await getAs(simulator, outsider, path);
    const missing = await getAs(simulator, outsider, '/tenants/nowhere/campaigns/1');

    expect(visible.status).toBe(200);
    expect(invisible.status).toBe(404);
    expect(await invisible.text()).toBe(await missing.text());
    expect([...invisible.headers]).toEqual([...missing.headers]);
  });

  test.each(['0', '999999', 'abc', '..%2F..', '%', '1%2Factivate', '-1', '1.0', '%00', '💥'])(
    'an id such as %s is just not there',
    async (id) => {
      const { response } = await send(`${CAMPAIGNS}/${id}`, as('user:ann'));

      expect(response.status).toBe(404);
    },
  );
});

describe('a permission that the role lacks', () => {
  const secret = {
    ...DESIGNED_READ,
    permission: 'analytics.read',
    summary: 'For this test',
    query: z.strictObject({}),
    answer: z.object({ word: z.string() }),
    handle: () => ({ word: 'secret' }),
  } as const;
  const endpoints: NamedEndpoint[] = [
    { ...defineEndpoint({ ...secret, path: '/api/v1/tenants/:tenant/figures' }), id: 'list-figures' },
    {
      ...defineEndpoint({ ...secret, path: '/api/v1/tenants/:tenant/figures/:id', entity: 'segment' }),
      id: 'get-figure',
    },
    {
      ...defineEndpoint({
        ...secret,
        path: '/api/v1/tenants/:tenant/broken',
        handle: () => {
          throw new Error('broken');
        },
      }),
      id: 'broken',
    },
    {
      ...defineEndpoint({
        ...secret,
        path: '/api/v1/tenants/:tenant/wrong',
        answer: z.object({ word: z.string().max(3) }),
      }),
      id: 'wrong',
    },
  ];
  const world = createTinyWorld();
  const onBug = vi.fn<(error: unknown) => void>();
  const tokens = nameTokens(world);
  const principal = async (bearer: string) => {
    if (bearer === 'user:breaks') throw new Error('broken');
    return tokens.principal(bearer);
  };
  const rateLimit = createRateLimit(undefined);
  const answer = answerBy(
    createApiHandlers(endpoints, ORIGIN, () => ({
      world,
      origin: ORIGIN,
      principal,
      rateLimit,
      faults: createFaults(1),
      onBug,
    })),
    onBug,
  );
  const get = (user: string, path: string) =>
    answer(new Request(`${ORIGIN}/api/v1/tenants/one/${path}`, as(`user:${user}`)));

  test('refuses a list openly and hides one entity', async () => {
    expect((await get('ann', 'figures')).status).toBe(200);
    expect((await get('eve', 'figures')).status).toBe(403);
    expect((await get('ann', 'figures/1')).status).toBe(200);
    expect((await get('eve', 'figures/1')).status).toBe(404);
  });

  test.each([
    ['the handler', 'ann', 'broken', 'broken'],
    ['the answer', 'ann', 'wrong', 'wrong'],
    ['the check of the token', 'breaks', 'figures', 'list-figures'],
  ])('a bug in %s answers a generic 500, is told, and is in the journal', async (_, user, path, endpoint) => {
    onBug.mockClear();
    const response = await get(user, path);

    expect(response.status).toBe(500);
    expect(await response.text()).not.toContain('broken');
    expect(onBug).toHaveBeenCalledOnce();
    expect(world.journal.read({}).entries.at(-1)).toMatchObject({ endpoint, status: 500 });
  });
});

describe('the journal', () => {
  test('names who did what, for whom and with which outcome', async () => {
    const { entries } = await send(`${CAMPAIGNS}/10?x=1`, as('user:ann', { 'x-request-id': 'req-2' }));

    expect(entries).toEqual([
      {
        seq: 1,
        via: 'api',
        time: expect.stringMatching(/^2026-06-15T12:00:/),
        endpoint: 'get-campaign',
        method: 'GET',
        path: `${CAMPAIGNS}/10`,
        effect: 'read',
        tenant_id: 'one',
        user_id: 'ann',
        client_id: 'tests',
        scopes: ['api:read'],
        status: 400,
        mcp_request_id: 'req-2',
        entity: { type: 'campaign', id: '10' },
      },
    ]);
  });

  test('names only tenants that there are', async () => {
    const { entries } = await send('/api/v1/tenants/nowhere/campaigns', as('user:ann'));

    expect(entries).toMatchObject([{ endpoint: 'list-campaigns', tenant_id: null, status: 404 }]);
  });

  test('joins requests by their trace where they have no id of their own', async () => {
    const trace = '0af7651916cd43dd8448eb211c80319c';
    const { entries } = await send(ME, as('user:ann', { traceparent: `00-${trace}-b7ad6b7169203331-01` }));

    expect(entries).toMatchObject([{ mcp_request_id: trace }]);
  });

  test('keeps no more than the beginning of what a caller made up', async () => {
    const long = 'x'.repeat(5_000);
    const { entries } = await send(`${CAMPAIGNS}/${long}`, as('user:ann', { 'x-request-id': long }));

    expect(entries).toMatchObject([{ endpoint: 'get-campaign', status: 404 }]);
    expect(JSON.stringify(entries).length).toBeLessThan(1_000);
  });

  test('for any request below /api/, holds exactly one entry, with the status that was answered', async () => {
    const simulator = await createTinySimulator();
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom('GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS'),
        fc.oneof(
          fc.constantFrom(ME, CAMPAIGNS, `${CAMPAIGNS}/3`, `${CAMPAIGNS}/lookup?name=Churn`, '/api/'),
          fc.webPath().map((path) => `/api${path === '' ? '/' : path}`),
        ),
        fc.constantFrom('Bearer user:ann', 'Bearer narrow:ann', 'Bearer x', 'Basic x', ''),
        fc.constantFrom('*/*', 'msw/passthrough'),
        async (method, path, authorization, accept) => {
          simulator.world.journal.clear();
          const response = await simulator.fetch(
            new Request(ORIGIN + path, { method, headers: { authorization, accept } }),
          );
          const { entries } = simulator.world.journal.read({});

          expect(entries).toMatchObject([{ method, status: response.status }]);
          const isRead = entries[0]?.effect === 'read' || response.status >= 400;
          expect(isRead).toBe(entries[0]?.changes === undefined);
        },
      ),
    );
  });
});
