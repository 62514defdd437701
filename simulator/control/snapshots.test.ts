import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { InhabitedWorld, startSimulator } from '../worlds/testing/inhabited-world.ts';

const EMAIL = 'marketer@lumenplay.example';

async function openWorld() {
  return InhabitedWorld.open(await startSimulator(), 'default');
}

/** All of a world that a snapshot brings back. */
async function stateOf(world: InhabitedWorld) {
  const paths = ['/world', '/journal', '/messages', `/visible?user=${EMAIL}&tenant=lumenplay&entity=trigger`];
  const clock = z
    .object({ now: z.string(), frozen: z.boolean() })
    .parse((await world.control('GET', '/clock')).body);
  return [clock, ...(await Promise.all(paths.map(async (path) => world.control('GET', path))))];
}

/** The tables of a file; where the clock began outside the world is of no account. */
function tablesOf({ body }: { body: Record<string, unknown> }): unknown {
  return JSON.parse(JSON.stringify(body['tables']), (key, value: unknown) =>
    key === 'wallAtStart' ? 0 : value,
  );
}

const change = fc.oneof(
  fc
    .string({ minLength: 1, maxLength: 8, unit: fc.constantFrom('a', 'b', 'Ü', '"', '<') })
    .map((name) => async (world: InhabitedWorld) => void (await world.draft(name))),
  fc
    .constantFrom<[string, string, object]>(
      ['POST', '/clock', { advance: 'PT5H' }],
      ['POST', '/clock', { frozen: true, to: '2026-12-24T00:00:00Z' }],
      [`POST`, `/users/${EMAIL}`, { role: 'viewer' }],
      [`POST`, `/users/${EMAIL}`, { brands: ['lumenbet'] }],
      ['POST', '/reset', { what: ['data'] }],
      ['POST', '/reset', { what: ['journal'] }],
      ['POST', '/reset', { entities: ['trigger'] }],
    )
    .map((call) => async (world: InhabitedWorld) => void (await world.control(...call))),
);
const changes = fc.array(change, { maxLength: 6 });

describe('a snapshot', () => {
  test('for any changes before and after it, brings back the world and is the same again', async () => {
    const world = await openWorld();
    await fc.assert(
      fc.asyncProperty(changes, changes, async (before, after) => {
        for (const each of before) await each(world);
        await world.control('POST', '/snapshots/here');
        const [file, state] = [await world.control('GET', '/snapshots/here'), await stateOf(world)];
        for (const each of after) await each(world);
        expect((await world.control('PUT', '/snapshots/here/restore')).status).toBe(200);

        expect(await stateOf(world)).toEqual(state);
        await world.control('POST', '/snapshots/again');
        expect(tablesOf(await world.control('GET', '/snapshots/again'))).toEqual(tablesOf(file));
        expect((await world.control('GET', '/snapshots/here/diff/current')).body).toEqual({
          entities: {},
          clock: {},
          users: {},
          tables: {},
        });
      }),
      { numRuns: 20 },
    );
  });

  test('for any changes, fits another world of the same beginning', async () => {
    const world = await openWorld();
    const elsewhere = await InhabitedWorld.open(await startSimulator(), 'w1');
    await fc.assert(
      fc.asyncProperty(changes, async (before) => {
        for (const each of before) await each(world);
        await world.control('POST', '/snapshots/here');
        const { body } = await world.control('GET', '/snapshots/here');

        expect((await elsewhere.control('PUT', '/snapshots/there', body)).status).toBe(201);
        expect((await elsewhere.control('GET', '/snapshots/there')).body).toEqual(body);
        await elsewhere.control('PUT', '/snapshots/there/restore');
        expect(await stateOf(elsewhere)).toEqual(await stateOf(world));
      }),
      { numRuns: 10 },
    );
  });

  test('makes a world of its own', async () => {
    const simulator = await startSimulator();
    const world = await InhabitedWorld.open(simulator, 'default');
    await world.draft('Prepared');
    await world.control('POST', '/snapshots/prepared');
    await world.control('POST', '/reset');
    const made = await world.control('POST', '/worlds', { name: 'mine', snapshot: 'prepared' });
    const mine = await InhabitedWorld.open(simulator, 'mine');

    expect(made).toMatchObject({ status: 201, body: { name: 'mine' } });
    expect((await mine.api('GET', '/tenants/lumenplay/triggers/lookup?name=Prepared')).status).toBe(200);
    expect(await world.control('POST', '/worlds', { snapshot: 'prepard' })).toMatchObject({
      status: 400,
      body: { error: { field: 'snapshot', nearest: 'prepared' } },
    });
    expect(await world.control('POST', '/worlds', { snapshot: 'prepared', seed: 2 })).toMatchObject({
      status: 400,
      body: { error: { field: 'seed' } },
    });
  });

  test('holds no password, no email of a user who did nothing, and nothing of the authorization server', async () => {
    const world = await openWorld();
    await world.control('POST', `/users/${EMAIL}`, { role: 'viewer' });
    await world.control('POST', '/snapshots/here');
    const file = JSON.stringify(await world.control('GET', '/snapshots/here'));

    expect(file).not.toMatch(/optimove-demo|@lumenplay/);
    expect(file).not.toContain(world.token);
  });

  test('is listed, replaced and removed by its name', async () => {
    const world = await openWorld();
    await world.control('POST', '/snapshots/here');
    await world.control('POST', '/snapshots/here');
    expect((await world.control('GET', '/snapshots')).body).toEqual({
      snapshots: [{ name: 'here', created_at: expect.any(String) }],
    });

    await world.control('DELETE', '/snapshots/here');
    expect((await world.control('GET', '/snapshots')).body).toEqual({ snapshots: [] });
    expect(await world.control('PUT', '/snapshots/here/restore')).toMatchObject({ status: 404 });
  });

  test.each(['current', 'A', 'a%20b', 'a_b', 'x'.repeat(65)])('is not called %s', async (name) => {
    const world = await openWorld();

    expect((await world.control('POST', `/snapshots/${name}`)).status).toBe(400);
  });
});

describe('the difference of two snapshots', () => {
  test('names what was added, changed and removed, with the fields that differ', async () => {
    const simulator = await startSimulator();
    const world = await InhabitedWorld.open(simulator, 'default');
    const { changes: data, tenant } = simulator.world;
    const [first, second] = tenant('lumenplay')?.collections.campaigns ?? [];
    if (first === undefined || second === undefined) throw new Error('There are no campaigns.');
    await world.control('POST', '/snapshots/before');
    await world.draft('New');
    await world.control('POST', `/users/${EMAIL}`, { role: 'viewer' });
    await world.control('POST', '/clock', { advance: 'PT1H' });
    data.put('lumenplay', 'campaigns', { ...first, approval: { ...first.approval, by: 'someone' } });
    data.remove('lumenplay', 'campaigns', second.id);
    await world.control('POST', '/snapshots/after');
    const { body } = await world.control('GET', '/snapshots/before/diff/after');

    expect(body).toMatchObject({
      entities: {
        trigger: { added: [{ tenant: 'lumenplay', name: 'New' }], changed: [], removed: [] },
        campaign: {
          added: [],
          changed: [{ id: first.id, fields: { 'approval.by': { from: first.approval.by, to: 'someone' } } }],
          removed: [{ id: second.id, name: second.name }],
        },
      },
      clock: { now: { from: '2026-11-22T14:00:00.000Z', to: '2026-11-22T15:00:00.000Z' } },
      users: { [EMAIL]: { memberships: { from: [{ role: 'marketer' }], to: [{ role: 'viewer' }] } } },
      tables: { journal: { from: 0, to: 1, different: 1 } },
    });
    expect((await world.control('GET', '/snapshots/after/diff/before')).body['entities']).toMatchObject({
      trigger: { removed: [{ name: 'New' }] },
      campaign: { added: [{ id: second.id }] },
    });
    expect((await world.control('GET', '/snapshots/before/diff/nowhere')).status).toBe(404);
  });
});

describe('a file that is no snapshot of the world', () => {
  const trigger = {
    id: '900000001',
    name: 'T',
    brand: 'lumenplay',
    source: 'mcp',
    created_at: '2026-11-22T14:00:00.000Z',
    created_by: EMAIL,
    updated_at: '2026-11-22T14:00:00.000Z',
  };
  const deep = (levels: number): unknown => JSON.parse(`${'['.repeat(levels)}${']'.repeat(levels)}`);
  const row = (key: string, value: unknown) => [[key, value]];
  const change = (key: string, tenant: string, id: string) => ({
    'data/triggers': row(key, { tenant, id, record: null }),
  });

  test.each<[words: string, flaw: Record<string, unknown>, message: string]>([
    ['of another format', { format: 'zip' }, 'no snapshot'],
    ['of a newer version', { version: 2 }, 'version 2; this simulator reads version 1'],
    ['of no version', { version: -1e15 }, 'version'],
    ['of another seed', { seed: 2 }, 'seed 2'],
    ['of another scale', { scale: 'large' }, 'scale large'],
    ['of another beginning', { epoch: '2020-01-01T00:00:00.000Z' }, 'clock 2020-01-01'],
    ['with a field too many', { more: 1 }, 'more'],
    ['with a table too many', { tables: { weather: [] } }, 'no table weather'],
    ['with tables that are none', { tables: [1] }, 'tables'],
    ['with a row that is none', { tables: { users: [['u-1002']] } }, 'tables/users'],
    [
      'with a row of the wrong type',
      { tables: { users: row('u-1002', { disabled: 'no' }) } },
      'users/u-1002',
    ],
    [
      'with a user who is none',
      { tables: { users: row('u-9', { disabled: false, memberships: [] }) } },
      'no user u-9',
    ],
    [
      'with rights in a tenant that is none',
      {
        tables: {
          users: row('u-1002', {
            disabled: false,
            memberships: [{ tenant: 'x', role: 'admin', brands: [] }],
          }),
        },
      },
      'no tenant x',
    ],
    [
      'with rights in a brand that is none',
      {
        tables: {
          users: row('u-1002', {
            disabled: false,
            memberships: [{ tenant: 'lumenplay', role: 'admin', brands: ['x'] }],
          }),
        },
      },
      'no brand x',
    ],
    ['with an entity of a tenant that is none', { tables: change('x/1', 'x', '1') }, 'no tenant x'],
    [
      'with an entity under a key of another',
      { tables: change('lumenplay/2', 'lumenplay', '1') },
      'do not agree',
    ],
    [
      'with an id that would be given again',
      { tables: change('lumenplay/900000001', 'lumenplay', '900000001') },
      'again',
    ],
    [
      'with an entity without its fields',
      {
        tables: {
          'data/triggers': row('lumenplay/900000001', {
            tenant: 'lumenplay',
            id: '900000001',
            record: trigger,
          }),
        },
      },
      'data/triggers',
    ],
    [
      'with a clock beyond all time',
      {
        tables: { clock: row('course', { worldAtStart: 1e300, wallAtStart: 0, moves: 0, stoppedAt: null }) },
      },
      'clock/course',
    ],
    ['that is too deep', { tables: { journal: deep(5_000) } }, 'nested'],
  ])('%s is refused, and nothing changes', async (_words, flaw, message) => {
    const world = await openWorld();
    await world.draft('Here');
    await world.control('POST', '/snapshots/here');
    const [file, state] = [await world.control('GET', '/snapshots/here'), await stateOf(world)];
    const answer = await world.control('PUT', '/snapshots/here', { ...file.body, ...flaw });

    expect(answer).toMatchObject({
      status: 400,
      body: { error: { message: expect.stringContaining(message) } },
    });
    expect(await world.control('GET', '/snapshots/here')).toEqual(file);
    expect(await stateOf(world)).toEqual(state);
  });

  test('is refused when it is too long, or when it would change what objects are', async () => {
    const simulator = await startSimulator();
    const world = await InhabitedWorld.open(simulator, 'default');
    await world.control('POST', '/snapshots/here');
    const { body } = await world.control('GET', '/snapshots/here');
    const put = async (text: string) =>
      (await simulator.control.fetch('/snapshots/x', { method: 'PUT', body: text })).status;
    const polluted = JSON.stringify(body).replace('"tables":{', '"tables":{"__proto__":{"polluted":true},');

    expect(await put(polluted)).toBe(400);
    expect(await put(JSON.stringify(body).replace('{', '{"__proto__":{"polluted":true},'))).toBe(400);
    expect({}).not.toHaveProperty('polluted');
    expect(await put(' '.repeat(64_000_001))).toBe(413);
    expect((await world.control('GET', '/snapshots')).body['snapshots']).toHaveLength(1);
  });

  test('for any JSON in the place of any part, is refused or leaves the world as it is', async () => {
    const world = await openWorld();
    await world.draft('Here');
    await world.control('POST', '/snapshots/here');
    const [{ body }, state] = [await world.control('GET', '/snapshots/here'), await stateOf(world)];
    const tables = z.record(z.string(), z.unknown()).parse(body['tables']);
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...Object.keys(tables)), fc.jsonValue(), async (table, json) => {
        const flawed = { ...body, tables: { ...tables, [table]: json } };
        const answer = await world.control('PUT', '/snapshots/strange', flawed);

        expect([201, 400]).toContain(answer.status);
        expect(await stateOf(world)).toEqual(state);
      }),
    );
  });
});
