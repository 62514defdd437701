import { describe, expect, test } from 'vitest';
import { iso } from '#fixtures/instants.ts';
import type { World } from '../../ports.ts';
import { Obstacle } from '../acts/obstacle.ts';
import { perform } from '../acts/perform.ts';
import {
  DAY,
  HOUR,
  livingWorld,
  moveTo,
  putCampaign,
  recordOf,
  SHOP,
  START,
} from '../../testing/living-world.ts';

const MINUTE = HOUR / 60;

/** Somebody does something to a campaign, as in the console. */
function act(world: World, email: string, id: string, name: string, input: object = {}): void {
  const user = world.users.find(email);
  if (user === undefined) throw new Error(`There is no ${email}.`);
  const doer = { world, user, clientId: null, endpoint: name, via: 'console' } as const;
  const done = perform(doer, SHOP, 'campaigns', id, name, input);
  if (done instanceof Obstacle) throw new Error(done.message);
}

describe('the life of a campaign', () => {
  test('goes from draft to completed', () => {
    const world = livingWorld();
    const now = (): ReturnType<typeof putCampaign> => recordOf(world, 'campaigns', draft.id);

    // A draft waits for ever: time alone does nothing to it.
    const draft = putCampaign(world);
    moveTo(world, 9 * DAY);
    expect(now()).toEqual(draft);

    // Somebody who may submits it, approves it, and schedules it for the next day at noon.
    const noon = START + 10 * DAY;
    act(world, 'admin@northaisle.example', draft.id, 'submit');
    act(world, 'admin@northaisle.example', draft.id, 'approve');
    act(world, 'admin@northaisle.example', draft.id, 'schedule', { starts_at: iso(noon) });

    // A quarter of an hour before, it is locked.
    moveTo(world, 10 * DAY - 16 * MINUTE);
    expect(now().status).toBe('scheduled');
    moveTo(world, 10 * DAY - 15 * MINUTE);
    expect(now().status).toBe('processing');
    expect(world.messages.all().filter(({ entity }) => entity.id === draft.id)).toEqual([]);

    // It goes out: one occurrence, and one message to all but the control group.
    moveTo(world, 10 * DAY);
    const [run] = now().occurrences;
    expect(now()).toMatchObject({
      status: 'running',
      execution_at: iso(noon),
      occurrences: [{ status: 'running' }],
    });
    expect(run?.control).toBe(Math.round((run?.targeted ?? 0) / 10));
    expect(world.messages.all().filter(({ entity }) => entity.id === draft.id)).toEqual([
      expect.objectContaining({
        time: iso(noon),
        tenant_id: SHOP,
        user_id: null,
        endpoint: 'execute-campaign',
        channel: 'sms',
        recipients: (run?.targeted ?? 0) - (run?.control ?? 0),
      }),
    ]);
    expect(world.tenant(SHOP)?.platform.jobs).toContainEqual(
      expect.objectContaining({ name: `Run of ${draft.name}`, state: 'running' }),
    );

    // Its messages are handed over within the hour, and it is measured for the three days of its duration.
    moveTo(world, 10 * DAY + HOUR);
    expect(now()).toMatchObject({ status: 'running', occurrences: [{ status: 'successful' }] });
    moveTo(world, 13 * DAY);
    expect(now()).toMatchObject({ status: 'completed', occurrences: [{ ...run, status: 'successful' }] });

    // The journal has every step, at the time at which it was due.
    const { entries } = world.journal.read({});
    expect(entries.filter(({ entity }) => entity?.id === draft.id)).toEqual(
      [
        [noon - 15 * MINUTE, 'lock-campaign', 'modify', 'scheduled', 'processing'],
        [noon, 'execute-campaign', 'send', 'processing', 'running'],
        [noon + (4 + (run?.targeted ?? 0) / 500) * MINUTE, 'finish-campaign', 'modify', 'running', 'running'],
        [noon + 3 * DAY, 'complete-campaign', 'modify', 'running', 'completed'],
      ].map(([at, endpoint, effect, from, to]) =>
        expect.objectContaining({
          time: iso(Number(at)),
          via: 'clock',
          endpoint,
          effect,
          user_id: null,
          tenant_id: SHOP,
          changes: [expect.objectContaining({ type: 'campaign', id: draft.id, from, to })],
        }),
      ),
    );
  });

  test('a recurring one keeps its hour over the change of clocks, until it ends', () => {
    const world = livingWorld();
    const starts_at = '2026-10-25T06:30:00.000Z';
    const { id } = putCampaign(world, {
      status: 'scheduled',
      execution_at: starts_at,
      schedule: {
        kind: 'recurring',
        starts_at,
        ends_at: '2026-11-08T23:00:00.000Z',
        recurrence: 'weekly on Sunday',
        time_zone: 'America/Chicago',
      },
    });
    moveTo(world, 200 * DAY);

    const { status, occurrences } = recordOf(world, 'campaigns', id);
    expect(status).toBe('completed');
    expect(occurrences.map(({ executed_at }) => executed_at)).toEqual([
      '2026-11-08T07:30:00.000Z',
      '2026-11-01T06:30:00.000Z',
      '2026-10-25T06:30:00.000Z',
    ]);
  });

  test('without customers it does not run, and without a channel that works it fails; Mission Control says why', () => {
    const world = livingWorld();
    const group = recordOf(world, 'target-groups', 'Pickup Regulars');
    const channel = recordOf(world, 'channels', 'OptiText');
    const due = { status: 'scheduled', execution_at: iso(START + HOUR) } as const;
    const nobody = { ...group, id: world.changes.nextId(), name: 'Nobody', size: 0 };
    world.changes.put(SHOP, 'target-groups', nobody);
    const empty = putCampaign(world, { ...due, target_group: { id: nobody.id, name: 'Nobody' } });
    moveTo(world, HOUR);
    world.changes.put(SHOP, 'channels', { ...channel, status: 'disabled' });
    const silent = putCampaign(world, { ...due, execution_at: iso(START + 2 * HOUR) });
    moveTo(world, 3 * HOUR);

    expect(recordOf(world, 'campaigns', empty.id)).toMatchObject({
      status: 'not_run',
      occurrences: [{ targeted: 0 }],
    });
    expect(recordOf(world, 'campaigns', silent.id)).toMatchObject({ status: 'failed' });
    const own = [empty.id, silent.id];
    expect(world.messages.all().filter(({ entity }) => own.includes(entity.id))).toEqual([]);
    const errors = world.tenant(SHOP)?.platform.errors.filter(({ entity }) => own.includes(entity.id));
    expect(errors?.map(({ cause }) => cause)).toEqual([
      'Channel provider unavailable.',
      'The target group was empty on the day of execution.',
    ]);
  });
});
