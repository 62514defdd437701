import { describe, expect, test } from 'vitest';
import { createDemoSimulator } from '../../testing/demo-simulator.ts';
import { draftAs } from '../../testing/tiny-simulator.ts';

const MARKETER = 'marketer@lumenplay.example';
const TRIGGER = { name: 'High deposit', event: 'deposit' };
const GROUP = {
  name: 'VIPs',
  criteria: { type: 'lifecycle_stage', operator: 'in', values: ['VIP'] },
};

/** A simulator to which every draft comes with the same idempotency key; gives the statuses of the answers. */
async function withOneKey() {
  const simulator = await createDemoSimulator();
  const attempt = async (user: string, tenant: string, plural: string, body: object): Promise<number> => {
    const headers = { 'idempotency-key': 'once' };
    return (await draftAs(simulator, user, `/tenants/${tenant}/drafts/${plural}`, body, headers)).status;
  };
  return { world: simulator.world, attempt };
}

describe('an idempotency key', () => {
  test('is forgotten after 24 hours of the world, and never remembered for what was refused', async () => {
    const { world, attempt } = await withOneKey();
    const refused = await attempt(MARKETER, 'lumenplay', 'triggers', { ...TRIGGER, event: 'unheard' });
    const made = await attempt(MARKETER, 'lumenplay', 'triggers', TRIGGER);
    world.clock.advance(24 * 3_600_000);
    const late = await attempt(MARKETER, 'lumenplay', 'triggers', TRIGGER);

    expect([refused, made, late]).toEqual([400, 201, 409]);
  });

  test('is another one for another user, tenant or kind', async () => {
    const { attempt } = await withOneKey();
    const agency = 'agency@agency.example';

    expect(await attempt(MARKETER, 'lumenplay', 'target-groups', GROUP)).toBe(201);
    expect(await attempt(MARKETER, 'lumenplay', 'triggers', TRIGGER)).toBe(201);
    expect(await attempt(agency, 'lumenplay', 'target-groups', { ...GROUP, name: 'Others' })).toBe(201);
    expect(await attempt(agency, 'northaisle', 'target-groups', { ...GROUP, name: 'Others' })).toBe(201);
  });

  test('brings back no draft that its author may see no longer', async () => {
    const { world, attempt } = await withOneKey();
    expect(await attempt(MARKETER, 'lumenplay', 'triggers', TRIGGER)).toBe(201);
    world.users.change(MARKETER, { brands: ['lumenbet'] });

    expect(await attempt(MARKETER, 'lumenplay', 'triggers', TRIGGER)).toBe(422);
  });
});
