import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { createDemoSimulator } from '../testing/demo-simulator.ts';
import { draftAs } from '../testing/tiny-simulator.ts';

const EMAIL = 'marketer@lumenplay.example';
const ANALYST = 'analyst@lumenplay.example';
const TENANTS = ['lumenplay', 'northaisle'];
const namesSchema = z.object({ error: z.looseObject({}).optional() });

/** A trigger in one tenant, made twice with one key, and a campaign that changed in each tenant. */
async function openChanged() {
  const simulator = await createDemoSimulator();
  const { world } = simulator;
  const draft = async () =>
    draftAs(
      simulator,
      EMAIL,
      '/tenants/lumenplay/drafts/triggers',
      { name: 'Mine', event: 'deposit' },
      { 'idempotency-key': 'k' },
    );
  const made = await draft();
  for (const tenant of TENANTS) {
    const [first] = world.tenant(tenant)?.collections.campaigns ?? [];
    if (first) world.changes.put(tenant, 'campaigns', { ...first, name: 'Changed' });
  }
  world.users.change(ANALYST, { role: 'viewer' });
  const reset = async (body: object) => {
    const response = await simulator.control.fetch('/reset', { method: 'POST', body: JSON.stringify(body) });
    return { status: response.status, body: namesSchema.parse(await response.json()) };
  };
  const left = () => ({
    triggers: world.tenant('lumenplay')?.collections.triggers.filter(({ name }) => name === 'Mine').length,
    changed: TENANTS.filter((tenant) =>
      world.tenant(tenant)?.collections.campaigns.some(({ name }) => name === 'Changed'),
    ),
    role: world.users.find(ANALYST)?.memberships[0]?.role,
  });
  return { made, draft, reset, left };
}

describe('POST /reset of a part of the data', () => {
  test('with a tenant undoes its settings and what the public API wrote too; with kinds of entity it does not', async () => {
    const { world, control } = await createDemoSimulator();
    for (const tenant of TENANTS) {
      world.settings.change(tenant, { name: 'Changed' });
      world.settings.removeEvent(tenant, 'deposit');
      world.publicRecords.apps.put(tenant, 'a', { channel: '1', id: 'a', name: 'A' });
    }
    const left = () =>
      TENANTS.map((tenant) => [
        world.tenant(tenant)?.facts.name === 'Changed',
        world.publicRecords.apps.all(tenant).length,
      ]);
    const reset = async (body: object) =>
      control.fetch('/reset', { method: 'POST', body: JSON.stringify(body) });

    await reset({ tenant: 'lumenplay', entities: ['campaign'] });
    await reset({ entities: ['trigger'] });
    expect(left()).toEqual([
      [true, 1],
      [true, 1],
    ]);
    await reset({ tenant: 'lumenplay' });
    expect(left()).toEqual([
      [false, 0],
      [true, 1],
    ]);
    expect(world.tenant('lumenplay')?.schema.some(({ key }) => key === 'deposit')).toBe(true);
  });

  test.each([
    [{ tenant: 'lumenplay' }, { triggers: 0, changed: ['northaisle'] }],
    [{ entities: ['campaign'] }, { triggers: 1, changed: [] }],
    [
      { tenant: 'northaisle', entities: ['campaign', 'trigger'] },
      { triggers: 1, changed: ['lumenplay'] },
    ],
    [
      { what: ['data'], tenant: 'lumenplay', entities: ['trigger'] },
      { triggers: 0, changed: TENANTS },
    ],
  ])('with %j undoes that and nothing else', async (body, expected) => {
    const { made, reset, left } = await openChanged();
    expect([made.status, left()]).toEqual([201, { triggers: 1, changed: TENANTS, role: 'viewer' }]);

    expect((await reset(body)).status).toBe(200);
    expect(left()).toEqual({ ...expected, role: 'viewer' });
  });

  test('forgets the keys of the drafts that it drops, and of no other', async () => {
    const { draft, reset, left } = await openChanged();
    await reset({ entities: ['campaign'] });
    expect((await draft()).status).toBe(200);

    await reset({ entities: ['trigger'] });
    expect((await draft()).status).toBe(201);
    expect(left().triggers).toBe(1);
  });

  test.each([
    [{ tenant: 'megashop' }, { field: 'tenant', allowed_values: expect.arrayContaining(TENANTS) }],
    [{ entities: ['thing'] }, { field: 'entities[0]' }],
    [{ entities: [] }, { field: 'entities' }],
    [{ what: ['clock'], tenant: 'lumenplay' }, { field: 'what' }],
    [{ what: ['data', 'data'], tenant: 'lumenplay' }, { field: 'what' }],
  ])('refuses %j and leaves all as it is', async (body, error) => {
    const { reset, left } = await openChanged();

    expect(await reset(body)).toMatchObject({ status: 400, body: { error } });
    expect(left()).toEqual({ triggers: 1, changed: TENANTS, role: 'viewer' });
  });
});
