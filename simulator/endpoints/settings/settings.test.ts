import { beforeEach, describe, expect, test } from 'vitest';
import { apiErrorSchema } from '#contract/api-error.ts';
import { fingerprintOf } from '../../tenant/hash.ts';
import { createDemoSimulator } from '../../testing/demo-simulator.ts';
import { callAs } from '../../testing/tiny-simulator.ts';

const ADMIN = 'admin@lumenplay.example';
const AT = '/tenants/lumenplay';
const simulator = await createDemoSimulator();
const { world } = simulator;

beforeEach(() => {
  world.reset();
  world.journal.clear();
});

async function call(method: string, path: string, body?: object, user = ADMIN) {
  const response = await callAs(simulator, user, method, AT + path, body);
  const answer: unknown = await response.json();
  return { status: response.status, answer, error: apiErrorSchema.safeParse(answer).data?.error };
}

function changesOf() {
  return world.journal
    .read({ where: ({ effect }) => effect === 'settings' })
    .entries.flatMap(({ changes }) => changes ?? []);
}

describe('the settings of a tenant', () => {
  test('change what everybody reads of it, and nothing else', async () => {
    const before = fingerprintOf(world.tenantIds.flatMap((id) => world.tenant(id) ?? [])).hash;
    const { answer } = await call('PUT', '/settings', { name: 'Lumen', time_zone: 'Europe/Paris' });

    expect(answer).toMatchObject({
      time_zone: 'Europe/Paris',
      item: { name: 'Lumen', time_zone: 'Europe/Paris', currency: 'EUR' },
    });
    expect((await call('GET', '', undefined, 'viewer@lumenplay.example')).answer).toMatchObject({
      item: { name: 'Lumen' },
    });
    expect(world.tenant('northaisle')?.facts.name).not.toBe('Lumen');
    expect(fingerprintOf(world.tenantIds.flatMap((id) => world.tenant(id) ?? [])).hash).toBe(before);
    expect(changesOf()).toEqual([{ type: 'tenant', id: 'lumenplay', act: 'change settings' }]);
    world.reset();
    expect(world.tenant('lumenplay')?.facts.name).toBe('Lumenplay');
  });

  test.each([{ time_zone: 'Mars/Olympus' }, { language: 'english' }, { currency: 'USD' }])(
    'refuse %j',
    async (body) => {
      expect((await call('PUT', '/settings', body)).error?.code).toBe('invalid_request');
    },
  );

  test('are an admin’s alone', async () => {
    for (const user of ['approver', 'marketer', 'viewer']) {
      const { status } = await call('PUT', '/settings', { name: 'Mine' }, `${user}@lumenplay.example`);
      expect(status).toBe(403);
    }
    expect((await call('PUT', '/settings', { name: 'Mine' }, 'admin@northaisle.example')).status).toBe(404);
    expect(changesOf()).toEqual([]);
  });
});

describe('the users of a tenant', () => {
  test('get another role there, at once, and nowhere else', async () => {
    const email = 'agency@agency.example';
    const { answer } = await call('PUT', `/users/${email}`, { role: 'approver', brands: ['lumenbet'] });

    expect(answer).toMatchObject({ item: { email, role: 'approver', brands: ['lumenbet'] } });
    expect(world.users.find(email)?.memberships).toMatchObject([
      { tenant: 'lumenplay', role: 'approver', brands: ['lumenbet'] },
      { tenant: 'northaisle', role: 'marketer', brands: ['northaisle'] },
    ]);
    expect(changesOf()).toMatchObject([{ type: 'user', from: 'marketer', to: 'approver' }]);
  });

  test('are those of the tenant', async () => {
    expect((await call('PUT', '/users/admin@northaisle.example', { role: 'viewer' })).status).toBe(404);
    expect((await call('PUT', '/users/nobody', { role: 'viewer' })).status).toBe(404);
    expect((await call('PUT', `/users/${ADMIN}`, { brands: ['northaisle'] })).status).toBe(400);
  });

  test('include an admin, always', async () => {
    expect((await call('PUT', `/users/${ADMIN}`, { role: 'viewer' })).error?.code).toBe('conflict');
    await call('PUT', '/users/approver@lumenplay.example', { role: 'admin' });
    expect((await call('PUT', `/users/${ADMIN}`, { role: 'viewer' })).status).toBe(200);
  });
});

describe('the events of a tenant', () => {
  const event = {
    name: 'Coffee',
    properties: [{ key: 'sugar', value_type: 'boolean', description: 'With sugar' }],
  };

  test('are known to drafts as soon as they are defined, and no longer than that', async () => {
    const draft = {
      name: 'After coffee',
      event: 'coffee',
      conditions: [{ property: 'sugar', operator: 'exists' }],
    };
    expect((await call('POST', '/drafts/triggers', draft)).status).toBe(400);
    expect((await call('PUT', '/events/coffee', event)).status).toBe(200);
    expect((await call('POST', '/drafts/triggers', draft)).status).toBe(201);
    expect((await call('DELETE', '/events/coffee')).error?.message).toContain('“After coffee”');
    expect((await call('PUT', '/events/coffee', { ...event, properties: [] })).status).toBe(409);
    expect(changesOf()).toEqual([{ type: 'event', id: 'coffee', act: 'define' }]);
  });

  test('that a trigger waits for stay, whatever becomes of their properties', async () => {
    await call('PUT', '/events/coffee', event);
    const [first] = world.tenant('lumenplay')?.collections.triggers ?? [];
    if (first === undefined) throw new Error('The tenant has no trigger.');
    const conditions = [{ property: 'amount', operator: 'gt', value: 1 } as const];
    world.changes.put('lumenplay', 'triggers', {
      ...first,
      status: 'armed',
      conditions,
      expected_event: 'coffee',
    });

    expect((await call('DELETE', '/events/coffee')).error?.message).toContain(first.name);
    expect((await call('PUT', '/events/coffee', { ...event, properties: [] })).status).toBe(200);
  });

  test('may be deleted when no trigger uses them', async () => {
    await call('PUT', '/events/coffee', event);
    expect((await call('DELETE', '/events/coffee')).status).toBe(200);
    expect((await call('DELETE', '/events/coffee')).status).toBe(404);
    expect((await call('PUT', '/events/No-Such', event)).status).toBe(400);
  });
});

describe('live creation', () => {
  test('makes what can be used at once, for whoever may write', async () => {
    const trigger = { name: 'Live at once', event: 'deposit' };
    const group = {
      name: 'Live group',
      criteria: { type: 'lifecycle_stage', operator: 'in', values: ['VIP'] },
    };

    expect((await call('POST', '/triggers', trigger)).answer).toMatchObject({
      item: { status: 'armed', source: 'api', created_by: ADMIN },
    });
    expect((await call('POST', '/target-groups', group)).answer).toMatchObject({
      item: { status: 'active' },
    });
    expect((await call('POST', '/triggers', trigger)).error?.code).toBe('name_taken');
    expect((await call('POST', '/triggers', trigger, 'approver@lumenplay.example')).status).toBe(403);
    const entries = world.journal.read({ where: ({ effect }) => effect === 'create_live' }).entries;
    expect(entries.flatMap(({ changes }) => changes ?? [])).toMatchObject([
      { type: 'trigger', act: 'create', to: 'armed' },
      { type: 'target_group', act: 'create', to: 'active' },
    ]);
  });
});
