import { describe, expect, test } from 'vitest';
import { iso } from '#fixtures/instants.ts';
import {
  DAY,
  HOUR,
  livingWorld,
  moveTo,
  putCampaign,
  putTrigger,
  recordOf,
  SHOP,
  START,
} from '../../testing/living-world.ts';
import { fireEvent } from './fire-event.ts';

const DOER = { via: 'public', endpoint: 'fire-event', user_id: null, client_id: null } as const;
const BASKET = { event: 'purchase', customer: 'C0000001', context: { total: 200 }, at: START };

describe('what was paused', () => {
  test.each([
    ['running', 1],
    ['paused', 0],
  ] as const)('answers no trigger: a %s campaign is asked %i times', (status, times) => {
    const world = livingWorld();
    const { id, name } = putTrigger(world, { status: 'armed' });
    putCampaign(world, { type: 'triggered', trigger: { id, name }, status });
    const { triggers } = fireEvent(world, SHOP, BASKET, DOER);

    expect(triggers.find((answer) => answer.id === id)?.campaigns).toHaveLength(times);
  });

  test.each([
    ['armed', 1],
    ['paused', 0],
  ] as const)(
    'fires for no sequence that ends meanwhile: a trigger that is %s, %i times',
    (status, times) => {
      const world = livingWorld();
      const trigger = putTrigger(world, {
        status: 'armed',
        kind: 'uncompleted_sequence',
        expected_event: 'refund',
        time_frame_hours: 1,
      });
      fireEvent(world, SHOP, BASKET, DOER);
      putTrigger(world, { ...trigger, status });
      moveTo(world, HOUR + 1);

      expect(recordOf(world, 'triggers', trigger.id).fired_last_24h).toBe(times);
    },
  );
});

test('a campaign that is locked late is locked when it was scheduled, not before', () => {
  const world = livingWorld();
  moveTo(world, DAY - 60_000);
  const now = iso(START + DAY - 60_000);
  const due = iso(START + DAY);
  const schedule = {
    kind: 'one_time',
    starts_at: due,
    ends_at: null,
    recurrence: null,
    time_zone: 'UTC',
  } as const;
  const { id } = putCampaign(world, { status: 'scheduled', schedule, execution_at: due, updated_at: now });
  moveTo(world, DAY);

  const entries = world.journal.read({}).entries.filter(({ entity }) => entity?.id === id);
  expect(entries.map(({ endpoint, time }) => [endpoint, time])).toEqual([
    ['lock-campaign', now],
    ['execute-campaign', due],
  ]);
});
