import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { rosterOf } from '#fixtures/population/roster.ts';
import type { TriggerRecord } from '#fixtures/world-data.ts';
import type { World } from '../../ports.ts';
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
import { audiencesOf } from '../audiences.ts';
import { fireEvent } from './fire-event.ts';

const BY_APP = { via: 'public', endpoint: 'report', user_id: 'ann', client_id: 'app' } as const;

function fire(world: World, event: string, customer: string | null, context: Record<string, unknown> = {}) {
  return fireEvent(world, SHOP, { event, customer, context, at: world.clock.now().getTime() }, BY_APP);
}

/** An armed trigger and its running campaign, which leaves nobody out for control. */
function armed(world: World, more: Partial<TriggerRecord> = {}) {
  const trigger = putTrigger(world, { status: 'armed', ...more });
  const { id, name } = trigger;
  const campaign = putCampaign(world, {
    status: 'running',
    type: 'triggered',
    control_group_percent: 0,
    trigger: { id, name },
  });
  return { trigger, campaign };
}

/** Customers of the campaign's target group, and one who is not in it. */
function customersOf(world: World): { members: string[]; stranger: string } {
  const tenant = world.tenant(SHOP);
  if (tenant === undefined) throw new Error(`There is no ${SHOP}.`);
  const set = audiencesOf(tenant).of(recordOf(world, 'target-groups', 'Pickup Regulars').criteria);
  const members = rosterOf(tenant.facts).of(set);
  const nobody = [1, 2, 3, 4, 5, 6, 7, 8, 9]
    .map((tens) => tens * 1000)
    .find((number) => members.placeOf(number) < 0);
  return {
    members: [0, 1, 2, 3].map((place) => `C${String(members.at(place)).padStart(7, '0')}`),
    stranger: String(nobody),
  };
}

describe('fireEvent', () => {
  test('an armed trigger sends one message for each of its running campaigns, and counts', () => {
    const world = livingWorld();
    const { trigger, campaign } = armed(world);
    const [customer = ''] = customersOf(world).members;
    const { triggers, changes, messages } = fire(world, 'purchase', customer, { total: 101 });

    expect(triggers.find(({ id }) => id === trigger.id)).toEqual({
      id: trigger.id,
      name: trigger.name,
      outcome: 'fired',
      campaigns: [{ id: campaign.id, name: campaign.name, outcome: 'sent' }],
    });
    expect(changes).toEqual([
      { type: 'trigger', id: trigger.id, act: 'fire', from: 'armed', to: 'armed' },
      { type: 'campaign', id: campaign.id, act: 'execute', from: 'running', to: 'running' },
    ]);
    const message = { user_id: 'ann', client_id: 'app', endpoint: 'report', channel: 'sms', recipients: 1 };
    expect(messages).toEqual([expect.objectContaining(message)]);
    expect(world.messages.all()).toEqual([expect.objectContaining(message)]);
    expect(recordOf(world, 'triggers', trigger.id)).toMatchObject({
      fired_last_24h: 1,
      fire_counts: { last_24h: 1, last_7d: 1, last_30d: 1 },
    });

    fire(world, 'purchase', customersOf(world).members[1] ?? '', { total: 500 });
    expect(recordOf(world, 'campaigns', campaign.id).occurrences).toMatchObject([
      { targeted: 2, control: 0 },
    ]);
    moveTo(world, DAY);
    fire(world, 'purchase', customer, { total: 500 });
    expect(recordOf(world, 'campaigns', campaign.id).occurrences).toMatchObject([
      { targeted: 1 },
      { targeted: 2 },
    ]);
  });

  test('counters forget a firing when its time is over', () => {
    const world = livingWorld();
    const { trigger } = armed(world);
    fire(world, 'purchase', 'C0000042', { total: 101 });
    const counts = [DAY - 1, DAY, 7 * DAY - 1, 7 * DAY, 30 * DAY - 1, 30 * DAY].map((elapsed) => {
      moveTo(world, elapsed);
      const {
        fire_counts: { last_24h, last_7d, last_30d },
      } = recordOf(world, 'triggers', trigger.id);
      return [last_24h, last_7d, last_30d];
    });
    expect(counts).toEqual([
      [1, 1, 1],
      [0, 1, 1],
      [0, 1, 1],
      [0, 0, 1],
      [0, 0, 1],
      [0, 0, 0],
    ]);
    expect(world.life.tables.firings.size).toBe(0);
  });

  test.each([
    ['a condition does not hold', 'conditions_not_met', { total: 100 }],
    ['a property is missing', 'conditions_not_met', {}],
  ])('nothing fires where %s', (_why, outcome, context) => {
    const world = livingWorld();
    const { trigger } = armed(world);
    const { triggers, changes } = fire(world, 'purchase', 'C0000042', context);
    expect(triggers.find(({ id }) => id === trigger.id)?.outcome).toBe(outcome);
    expect(changes).toEqual([]);
  });

  test('a target group keeps out whom it does not have, and visitors', () => {
    const world = livingWorld();
    const { id, name } = recordOf(world, 'target-groups', 'Pickup Regulars');
    const { trigger } = armed(world, { target_group: { id, name } });
    const {
      members: [member = ''],
      stranger,
    } = customersOf(world);
    const outcomes = [member, stranger, null].map(
      (customer) =>
        fire(world, 'purchase', customer, { total: 101 }).triggers.find((one) => one.id === trigger.id)
          ?.outcome,
    );
    expect(outcomes).toEqual(['fired', 'not_in_target_group', 'no_customer']);
  });

  test('a trigger of everybody fires for a stranger, but its campaign writes only to its target group', () => {
    const world = livingWorld();
    const { trigger, campaign } = armed(world);
    const { triggers, messages } = fire(world, 'purchase', customersOf(world).stranger, { total: 101 });
    expect(triggers.find(({ id }) => id === trigger.id)?.campaigns).toEqual([
      { id: campaign.id, name: campaign.name, outcome: 'not_in_target_group' },
    ]);
    expect(messages).toEqual([]);
  });

  test('the control group is counted and gets nothing', () => {
    const world = livingWorld();
    const { campaign } = armed(world);
    world.changes.put(SHOP, 'campaigns', { ...campaign, control_group_percent: 50 });
    const { members } = customersOf(world);
    for (const customer of members) fire(world, 'purchase', customer, { total: 101 });
    const [run] = recordOf(world, 'campaigns', campaign.id).occurrences;
    expect(run?.targeted).toBe(members.length);
    expect(world.messages.all()).toHaveLength(members.length - (run?.control ?? 0));
  });

  test('a repeated event fires at the second time within the time frame', () => {
    const world = livingWorld();
    const { trigger } = armed(world, { kind: 'repeated', time_frame_hours: 2 });
    const outcomes = [0, 3 * HOUR, 4 * HOUR, 5 * HOUR].map((elapsed) => {
      moveTo(world, elapsed);
      const { triggers } = fire(world, 'purchase', 'C0000042', { total: 101 });
      return triggers.find(({ id }) => id === trigger.id)?.outcome;
    });
    expect(outcomes).toEqual(['waiting', 'waiting', 'fired', 'waiting']);
  });

  test('an uncompleted sequence fires when the expected event has not come in time', () => {
    const world = livingWorld();
    const { trigger, campaign } = armed(world, {
      kind: 'uncompleted_sequence',
      expected_event: 'app_opened',
      time_frame_hours: 2,
    });
    const {
      members: [quiet = '', busy = ''],
    } = customersOf(world);
    for (const customer of [quiet, busy]) fire(world, 'purchase', customer, { total: 101 });
    moveTo(world, HOUR);
    const ended = fire(world, 'app_opened', busy).triggers;
    expect(ended).toEqual([{ id: trigger.id, name: trigger.name, outcome: 'ended', campaigns: [] }]);
    expect(world.messages.all()).toEqual([]);

    moveTo(world, 2 * HOUR);
    expect(world.messages.all()).toEqual([
      expect.objectContaining({ entity: { type: 'campaign', id: campaign.id } }),
    ]);
    expect(world.journal.read({}).entries.filter(({ endpoint }) => endpoint === 'fire-trigger')).toEqual([
      expect.objectContaining({
        via: 'clock',
        effect: 'send',
        messages: 1,
        time: new Date(START + 2 * HOUR).toISOString(),
      }),
    ]);
  });

  test('never fires more often than the frequency cap allows', () => {
    const windows = { hour: HOUR, day: DAY, week: 7 * DAY, lifetime: Infinity } as const;
    const cap = fc.record({
      max: fc.integer({ min: 1, max: 3 }),
      per: fc.constantFrom('hour' as const, 'day' as const, 'week' as const, 'lifetime' as const),
    });
    const gaps = fc.array(
      fc.tuple(fc.constantFrom('C0000042', 'C0000043'), fc.integer({ min: 0, max: DAY })),
      {
        minLength: 5,
        maxLength: 25,
      },
    );
    fc.assert(
      fc.property(cap, gaps, (frequency_cap, events) => {
        const world = livingWorld();
        const { trigger } = armed(world, { frequency_cap });
        const fired: { customer: string; at: number }[] = [];
        let elapsed = 0;
        for (const [customer, gap] of events) {
          elapsed += gap;
          moveTo(world, elapsed);
          const { triggers } = fire(world, 'purchase', customer, { total: 101 });
          const outcome = triggers.find(({ id }) => id === trigger.id)?.outcome;
          const recent = fired.filter(
            (one) => one.customer === customer && elapsed - one.at < windows[frequency_cap.per],
          );
          expect(outcome).toBe(recent.length < frequency_cap.max ? 'fired' : 'frequency_cap');
          if (outcome === 'fired') fired.push({ customer, at: elapsed });
        }
      }),
      { numRuns: 15 },
    );
  });
});
