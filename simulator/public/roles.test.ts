import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { API_KEYS } from '#fixtures/api-keys.ts';
import { createDemoSimulator } from '../testing/demo-simulator.ts';
import { discoverFunctions } from './registry.ts';
import { rolesFor } from './roles.ts';
import { callExample, prepareExample } from './testing/call-example.ts';
import { callPublic } from './testing/call-public.ts';
import { hasCategory, spelled } from './testing/spelled.ts';
import { stateOf } from './testing/state-of.ts';

const functions = await discoverFunctions();
const simulator = await createDemoSimulator();
const upper = fc.array(fc.boolean(), { minLength: 1, maxLength: 7 });

describe('a key of the role integrations', () => {
  const key = 'demo-lumenplay-integrations';
  const [allowed, forbidden] = [true, false].map((isAllowed) =>
    functions.filter(({ path }) => rolesFor(path).includes('integrations') === isAllowed),
  );

  test('may call the 22 functions of the documented list', async () => {
    expect(allowed).toHaveLength(22);
    const fresh = await createDemoSimulator();
    for (const { id } of allowed ?? []) {
      await prepareExample(fresh, id);
      const response = await callExample(fresh, id, { key });
      expect([id, response.status]).toEqual([id, 200]);
    }
  });

  test('never reaches another function, however its path is spelled', async () => {
    const before = stateOf(simulator);
    const current = fc.constantFrom('', '/current', '/CURRENT');
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...(forbidden ?? [])), upper, current, async (one, bits, prefix) => {
        const path = (own: string) => (hasCategory(one.path) ? prefix : '') + spelled(own, bits);
        const response = await callExample(simulator, one.id, { key, path });

        expect(response.status).toBe(403);
      }),
      { numRuns: 150 },
    );
    expect(stateOf(simulator)).toBe(before);
  });
});

describe('the keys of the public API', () => {
  test.each(API_KEYS.filter(({ role }) => role !== 'integrations'))(
    '$nickname speaks for its tenant',
    async ({ key, nickname, role }) => {
      const response = await callPublic(simulator, '/Apikey/Info', { key });

      expect(await response.json()).toMatchObject({ Nickname: nickname, Scope: role });
    },
  );

  test.each(['nobody', 'DEMO-LUMENPLAY-ADMIN', ''])('%j is none', async (key) => {
    const response = await callPublic(simulator, '/Groups/GetTargetGroupDetails', { key });

    expect(response.status).toBe(401);
    const error = { status: 401, error: 'Unauthorized', message: expect.stringContaining('key') };
    expect(await response.json()).toEqual(error);
  });

  test('of another tenant see the campaigns of that one', async () => {
    const call = '/Actions/GetCampaignDetails?CampaignID=40261';
    const statuses = ['demo-lumenplay-admin', 'demo-northaisle-admin'].map(async (key) => {
      const response = await callPublic(simulator, call, { key });
      return response.status;
    });

    expect(await Promise.all(statuses)).toEqual([200, 404]);
  });

  test('speak for the world that they name, and are unknown where there is none', async () => {
    const fresh = await createDemoSimulator();
    const other = fresh.worlds.create({ name: 'w1' });
    const calls = ['+w1', '+w2'].map(async (world) => {
      const response = await callPublic(fresh, '/v1/promotions/6007/activate', {
        key: `demo-lumenplay-admin${world}`,
        method: 'PATCH',
      });
      return response.status;
    });

    expect(await Promise.all(calls)).toEqual([200, 401]);
    const statuses = [fresh.world, other].map((world) => {
      const promotions = world.tenant('lumenplay')?.collections.promotions;
      return promotions?.find(({ id }) => id === '6007')?.status;
    });
    expect(statuses).toEqual(['draft', 'active']);
  });

  test('are told in the journal by their nicknames alone', () => {
    const { entries } = simulator.world.journal.read({});

    expect(JSON.stringify(entries)).toContain('lumenplay integrations');
    expect(JSON.stringify(entries)).not.toContain('demo-');
  });
});
