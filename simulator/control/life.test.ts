import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { iso } from '#fixtures/instants.ts';
import {
  HOUR,
  livingWorld,
  putCampaign,
  putTrigger,
  recordOf,
  SHOP,
  START,
} from '../testing/living-world.ts';
import { createTinySimulator } from '../testing/tiny-simulator.ts';

async function openControl() {
  const world = livingWorld();
  const simulator = await createTinySimulator({}, world);
  const post = async (path: string, body: object) => {
    const request = new Request(`http://127.0.0.1:4321${path}`, {
      method: 'POST',
      body: JSON.stringify(body),
    });
    const response = await simulator.control.fetch(request);
    return { status: response.status, body: z.record(z.string(), z.unknown()).parse(await response.json()) };
  };
  return { world, post };
}

describe('POST /clock', () => {
  test('answers when what became due has happened', async () => {
    const { world, post } = await openControl();
    const { id } = putCampaign(world, { status: 'scheduled', execution_at: iso(START + HOUR) });
    await post('/clock', { advance: 'PT1H' });

    expect(recordOf(world, 'campaigns', id).status).toBe('running');
    expect(world.messages.all()).toHaveLength(1);
  });

  test('lets nothing happen while it is frozen, however long that is', async () => {
    const { world, post } = await openControl();
    putCampaign(world, { status: 'scheduled', execution_at: iso(START + 1) });
    await post('/clock', { frozen: true });
    expect(world.messages.all()).toEqual([]);
  });
});

describe('POST /events', () => {
  test('shows an event to the armed triggers, and tells what each made of it', async () => {
    const { world, post } = await openControl();
    const { id, name } = putTrigger(world, { status: 'armed' });
    const event = { tenant: SHOP, event: 'purchase', customer: 'C0000042', context: { total: 250 } };
    const { status, body } = await post('/events', event);

    expect(status).toBe(200);
    expect(body['triggers']).toContainEqual({ id, name, outcome: 'fired', campaigns: [] });
    expect(world.journal.read({}).entries).toEqual([
      expect.objectContaining({
        via: 'public',
        endpoint: 'fire-event',
        effect: 'send',
        tenant_id: SHOP,
        changes: expect.arrayContaining([{ type: 'trigger', id, act: 'fire', from: 'armed', to: 'armed' }]),
      }),
    ]);
  });

  test.each([
    [
      { tenant: 'nowhere', event: 'purchase' },
      { field: 'tenant', allowed_values: [SHOP] },
    ],
    [
      { tenant: SHOP, event: 'moonrise' },
      { field: 'event', allowed_values: expect.arrayContaining(['purchase']) },
    ],
    [{ tenant: SHOP }, { field: 'event' }],
  ])('refuses %j', async (body, error) => {
    const { world, post } = await openControl();
    expect(await post('/events', body)).toMatchObject({ status: 400, body: { error } });
    expect(world.journal.read({}).entries).toEqual([]);
  });
});
