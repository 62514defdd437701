import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { COLLECTIONS } from '#contract/queries.ts';
import { z } from 'zod';
import { createTinySimulator, getAs } from '../testing/tiny-simulator.ts';

const CONTROL = 'http://127.0.0.1:4321';

async function openControl() {
  const simulator = await createTinySimulator();
  const send = async (path: string, init?: RequestInit) => {
    const response = await simulator.control.fetch(new Request(CONTROL + path, init));
    return { status: response.status, body: z.record(z.string(), z.unknown()).parse(await response.json()) };
  };
  const get = async (path: string) => send(path);
  const post = async (path: string, body: unknown) =>
    send(path, { method: 'POST', body: JSON.stringify(body) });
  return { simulator, send, get, post };
}

describe('the control API', () => {
  test('answers an unknown path with the calls that there are', async () => {
    const { get } = await openControl();

    expect(await get('/weather')).toMatchObject({
      status: 404,
      body: { error: { calls: expect.arrayContaining(['GET /journal', 'POST /users/:email']) } },
    });
  });

  test('answers another method with the ones that there are', async () => {
    const { simulator } = await openControl();
    const response = await simulator.control.fetch(new Request(`${CONTROL}/clock`, { method: 'DELETE' }));

    expect([response.status, response.headers.get('allow')]).toEqual([405, 'GET, POST']);
    expect(await response.json()).toMatchObject({ error: { message: 'This call takes GET, POST only.' } });
  });

  test.each([
    ['http://evil.example:4321/clock', {}],
    ['http://127.0.0.1.evil.example/clock', {}],
    ['http://127.0.0.1:4321/clock', { origin: 'https://evil.example' }],
    ['http://127.0.0.1:4321/clock', { origin: 'http://127.0.0.1:4320' }],
    ['http://127.0.0.1:4321/clock', { origin: 'null' }],
  ])('does not answer %s with %j', async (url, headers) => {
    const { simulator } = await openControl();
    const response = await simulator.control.fetch(new Request(url, { headers: new Headers(headers) }));

    expect(response.status).toBe(403);
  });

  test.each(['http://localhost:4321', 'http://[::1]:4321', 'http://127.0.0.1:9'])(
    'answers %s and the pages of it',
    async (origin) => {
      const { simulator } = await openControl();
      const response = await simulator.control.fetch(new Request(`${origin}/clock`, { headers: { origin } }));

      expect(response.status).toBe(200);
    },
  );

  test.each<[string, unknown, object]>([
    [
      '/reset',
      { what: ['everything'] },
      { field: 'what[0]', allowed_values: ['data', 'journal', 'faults', 'clock', 'grants'] },
    ],
    ['/reset', { when: 1 }, { field: 'when', known_fields: ['what', 'tenant', 'entities'] }],
    ['/reset', [], { field: '', message: 'The body must be an object.' }],
    ['/clock', { frozen: 'yes' }, { field: 'frozen', message: 'frozen must be true or false.' }],
    [
      '/clock',
      { advance: '1 hour' },
      { field: 'advance', message: 'advance must be an ISO duration such as PT1H.' },
    ],
    ['/clock', { advance: '-PT1H' }, { field: 'advance' }],
    ['/clock', { advance: 'P9999Y' }, { field: 'advance' }],
    ['/clock', { to: 'tomorrow' }, { field: 'to' }],
    [
      '/users/ann',
      { role: 'king' },
      { field: 'role', allowed_values: ['admin', 'marketer', 'approver', 'analyst', 'viewer'] },
    ],
    ['/users/ann', { brands: ['green'] }, { field: 'brands', allowed_values: ['red', 'blue'] }],
    ['/users/nobody', {}, { field: 'email' }],
    ['/users/%', {}, { field: 'email' }],
    ['/grants/revoke', {}, { field: 'user' }],
    ['/grants/revoke', { user: 'nobody' }, { field: 'user' }],
  ])('refuses %s with %j', async (path, input, hints) => {
    const { post } = await openControl();

    expect(await post(path, input)).toMatchObject({ status: 400, body: { error: hints } });
  });

  test('refuses a body that is not JSON, and takes none for an empty one', async () => {
    const { send } = await openControl();

    expect(await send('/reset', { method: 'POST', body: '{' })).toMatchObject({ status: 400 });
    expect(await send('/reset', { method: 'POST' })).toMatchObject({
      status: 200,
      body: { reset: ['data', 'journal', 'faults', 'clock', 'grants'] },
    });
  });
});

describe('GET /journal', () => {
  test('gives what reached the tenant API, by user and by effect', async () => {
    const { simulator, get } = await openControl();
    await getAs(simulator, 'ann', '/me');
    await getAs(simulator, 'bob', '/me');

    expect(await get('/journal?user=bob@tiny.example&effect=read')).toMatchObject({
      status: 200,
      body: { entries: [{ seq: 2, user_id: 'bob', endpoint: 'get-me' }], next: 2, evicted: 0 },
    });
    expect(await get('/journal?limit=1')).toMatchObject({ body: { entries: [{ seq: 1 }], next: 1 } });
    expect(await get('/journal?effect=none')).toMatchObject({
      status: 400,
      body: { error: { field: 'effect' } },
    });
    expect(await get('/journal?user=nobody')).toMatchObject({
      status: 400,
      body: { error: { field: 'user' } },
    });
  });
});

describe('GET /messages', () => {
  test('is empty as long as nothing sends', async () => {
    const { get } = await openControl();

    expect(await get('/messages')).toEqual({ status: 200, body: { messages: [], evicted: 0 } });
  });
});

describe('GET /world', () => {
  test('gives one hash for a tenant and one for each kind, whatever the time', async () => {
    const { get, post } = await openControl();
    const before = await get('/world?tenant=one');
    const moved = await post('/clock', { advance: 'P1D' });

    expect(moved).toMatchObject({ body: { moved_ms: 86_400_000 } });
    expect(before).toMatchObject({
      body: { hash: expect.stringMatching(/^[0-9a-f]{64}$/), entities: { campaign: { count: 48 } } },
    });
    expect(await get('/world?tenant=one')).toEqual(before);
    expect(await get('/world')).not.toEqual(before);
    expect(await get('/world?tenant=nowhere')).toMatchObject({
      status: 400,
      body: { error: { field: 'tenant', allowed_values: ['one', 'two'] } },
    });
  });
});

describe('GET /visible', () => {
  test('for any user, tenant and collection, agrees with what the API lists', async () => {
    const { simulator, get } = await openControl();
    const listSchema = z.object({ items: z.array(z.object({ id: z.string() })) });
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom('ann', 'bob', 'eve', 'nil', 'out', 'dan'),
        fc.constantFrom('one', 'two'),
        fc.constantFrom(...COLLECTIONS),
        async (user, tenant, collection) => {
          const { body } = await get(`/visible?user=${user}&tenant=${tenant}&entity=${collection}`);
          const answer = await getAs(simulator, user, `/tenants/${tenant}/${collection}?limit=100`);
          const listed = answer.ok ? listSchema.parse(await answer.json()).items : [];

          expect(new Set(z.array(z.string()).parse(body['ids']))).toEqual(
            new Set(listed.map(({ id }) => id)),
          );
        },
      ),
    );
  });

  test.each(['target_group', 'target-group', 'target_groups', 'target-groups'])(
    'knows %s',
    async (entity) => {
      const { get } = await openControl();

      expect(await get(`/visible?user=ann&tenant=one&entity=${entity}`)).toMatchObject({
        status: 200,
        body: { ids: ['3', '10', '17', '24', '31', '38', '45', '52'] },
      });
    },
  );

  test('says which kinds of entity there are', async () => {
    const { get } = await openControl();

    expect(await get('/visible?user=ann&tenant=one&entity=thing')).toMatchObject({
      status: 400,
      body: { error: { field: 'entity', allowed_values: expect.arrayContaining(['campaign', 'template']) } },
    });
  });
});

describe('POST /clock', () => {
  test('stops, sets and moves the time of the world', async () => {
    const { get, post } = await openControl();
    await post('/clock', { frozen: true, to: '2026-07-01T00:00:00+02:00' });

    expect(await post('/clock', { advance: 'PT1H30M' })).toMatchObject({
      body: { now: '2026-06-30T23:30:00.000Z', frozen: true },
    });
    expect(await post('/clock', { advance: 'P1M' })).toMatchObject({
      body: { now: '2026-07-30T23:30:00.000Z' },
    });
    expect(await get('/clock')).toMatchObject({ body: { now: '2026-07-30T23:30:00.000Z', frozen: true } });
  });
});

describe('GET /users', () => {
  test('gives everybody with their rights, and no password', async () => {
    const { get } = await openControl();
    const { status, body } = await get('/users');

    expect({ status, body }).toMatchObject({
      status: 200,
      body: {
        users: expect.arrayContaining([
          expect.objectContaining({
            id: 'bob',
            memberships: [{ tenant: 'one', role: 'marketer', brands: expect.any(Array) }],
          }),
        ]),
      },
    });
    expect(JSON.stringify(body)).not.toContain('secret');
  });
});

describe('POST /users/{email}', () => {
  test('changes rights at once, shows no password, and is undone by a reset of the data', async () => {
    const { simulator, post } = await openControl();
    const changed = await post('/users/bob@tiny.example', { role: 'viewer', brands: ['red'] });

    expect(changed).toMatchObject({
      body: { user: { id: 'bob', memberships: [{ role: 'viewer', brands: ['red'] }] } },
    });
    expect(JSON.stringify(changed)).not.toContain('secret');
    expect(await (await getAs(simulator, 'bob', '/tenants/one')).json()).toMatchObject({
      item: { access: { role: 'viewer' } },
    });

    await post('/reset', { what: ['data'] });
    expect(simulator.world.users.find('bob')?.memberships[0]?.role).toBe('marketer');
  });
});

describe('POST /reset', () => {
  test('touches only what it is asked for', async () => {
    const { simulator, post } = await openControl();
    await getAs(simulator, 'ann', '/me');
    simulator.world.clock.advance(1e9);

    await post('/reset', { what: ['journal'] });
    expect([simulator.world.journal.read({}).entries.length, simulator.world.clock.moved]).toEqual([0, 1e9]);

    await post('/reset', { what: ['clock'] });
    expect(simulator.world.clock.moved).toBe(0);
  });
});

describe('POST /reset of the grants', () => {
  test('is left to the authorization server, which ends sessions too', async () => {
    const { simulator, post } = await openControl();
    let resets = 0;
    Object.assign(simulator.authorizationServer, { reset: () => (resets += 1) });
    await post('/reset', { what: ['data', 'journal', 'clock', 'faults'] });
    expect(resets).toBe(0);

    await post('/reset', { what: ['grants'] });
    expect(resets).toBe(1);
  });
});

describe('POST /grants/revoke', () => {
  test('says how many grants ended', async () => {
    const { post } = await openControl();

    expect(await post('/grants/revoke', { user: 'ann', client_id: 'x' })).toEqual({
      status: 200,
      body: { revoked: 3 },
    });
  });
});
