import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { InhabitedWorld, startSimulator } from '../worlds/testing/inhabited-world.ts';
import { stateOf } from '../worlds/testing/state-of.ts';

const EMAIL = 'marketer@lumenplay.example';

async function openWorld() {
  return InhabitedWorld.open(await startSimulator(), 'default');
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
      ['POST', '/clock', { frozen: true, to: '2026-11-23T00:00:00Z' }],
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
      { numRuns: 8 },
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
      { numRuns: 5 },
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
    const { changes: data } = simulator.world;
    const [first, second] = simulator.world.tenant('lumenplay')?.collections.campaigns ?? [];
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
