import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CAMPAIGN_STATUSES } from '#contract/entities/campaign.ts';
import { STREAM_STATUSES } from '#contract/entities/stream.ts';
import { TRIGGER_STATUSES } from '#contract/entities/trigger.ts';
import { iso } from '#fixtures/instants.ts';
import type { World } from '../../ports.ts';
import {
  DAY,
  HOUR,
  livingWorld,
  moveTo,
  putCampaign,
  putStream,
  putTrigger,
  recordOf,
  SHOP,
  START,
} from '../../testing/living-world.ts';
import { fingerprintOf } from '../hash.ts';
import { fireEvent } from './fire-event.ts';
import { settle } from './settle.ts';

const BY_APP = { via: 'public', endpoint: 'test', user_id: null, client_id: null } as const;

/** Everything that the world holds but where its clock stands. */
function stateOf(world: World): object {
  const { clock: _clock, ...tables } = world.state.snapshot();
  return tables;
}

/** One of everything that has something to come. */
function populated(): World {
  const world = livingWorld();
  putCampaign(world, { status: 'scheduled', execution_at: iso(START + 90 * 60_000) });
  putStream(world, { status: 'active', starts_at: iso(START + 3 * HOUR), ends_at: iso(START + 5 * DAY) });
  const trigger = putTrigger(world, {
    status: 'armed',
    kind: 'uncompleted_sequence',
    expected_event: 'return',
    time_frame_hours: 30,
  });
  const { id, name } = trigger;
  putCampaign(world, { status: 'running', type: 'triggered', trigger: { id, name } });
  for (const customer of ['C0000042', 'C0000777', 'somebody']) {
    const context = { total: 250 };
    fireEvent(world, SHOP, { event: 'purchase', customer, context, at: START }, BY_APP);
  }
  return world;
}

/** Instants in the order in which the clock comes to them; the last one is always the same. */
const END = 35 * DAY;
const stops = fc
  .array(fc.integer({ min: 0, max: END }), { maxLength: 12 })
  .map((list) => [...list.toSorted((one, other) => one - other), END]);

describe('settle', () => {
  test('comes to the same state however the way is divided', () => {
    const atOnce = populated();
    moveTo(atOnce, END);
    fc.assert(
      fc.property(stops, (way) => {
        const world = populated();
        for (const stop of way) moveTo(world, stop);
        expect(stateOf(world)).toEqual(stateOf(atOnce));
      }),
      { numRuns: 12 },
    );
  });

  test('does nothing a second time, also when the clock is set back', () => {
    const straight = populated();
    moveTo(straight, END);
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -DAY, max: END }), { maxLength: 8 }), (stray) => {
        const world = populated();
        for (const stop of stray) moveTo(world, stop);
        moveTo(world, END);
        const before = stateOf(world);
        settle(world);
        expect(stateOf(world)).toEqual(before);
        expect(before).toEqual(stateOf(straight));
      }),
      { numRuns: 8 },
    );
  });

  test('goes on after a restore as it would have gone on', () => {
    const world = populated();
    moveTo(world, 2 * DAY);
    const rows = world.state.snapshot();
    moveTo(world, END);
    const other = livingWorld();
    moveTo(other, 9 * DAY);
    other.state.restore(rows);
    moveTo(other, END);
    expect(stateOf(other)).toEqual(stateOf(world));
  });

  test('after a reset of the data, what the world began with happens again', () => {
    const world = livingWorld();
    moveTo(world, 2 * DAY);
    const first = world.messages.all();
    world.reset();
    settle(world);
    expect(world.messages.all()).toEqual(first);
    expect(first.length).toBeGreaterThan(0);
  });

  test('after a reset of streams and triggers alone, nothing is left of what they had to come', () => {
    const world = populated();
    moveTo(world, 3 * HOUR);
    world.resetData({ tenant: SHOP, collections: ['streams', 'triggers'] });
    const { allocations, cohorts, firings, sequences } = world.life.tables;
    expect([allocations, cohorts, firings, sequences].map(({ size }) => size)).toEqual([0, 0, 0, 0]);
    settle(world);
    expect(recordOf(world, 'streams', 'Weekly Ad: E-mail or Push').status).toBe('active');
  });

  test('writes into the journal whatever changes the tenant, and nothing else', () => {
    fc.assert(
      fc.property(stops, (way) => {
        const world = populated();
        for (const stop of way) {
          const seq = world.journal.read({}).next;
          const data = world.tenant(SHOP);
          const before = data && fingerprintOf([data]).hash;
          const changed = new Set<string>();
          const letGo = world.state.watch(({ table, key }) => {
            if (table.startsWith('data/')) changed.add(`${table} ${key}`);
          });
          moveTo(world, stop);
          letGo();
          const entries = world.journal.read({ since: seq }).entries;
          const told = entries.flatMap(({ changes = [] }) =>
            changes.filter(({ act }) => act !== 'walk').map(({ type, id }) => `data/${type}s ${SHOP}/${id}`),
          );
          const after = world.tenant(SHOP);
          expect(new Set(told)).toEqual(changed);
          expect(before !== (after && fingerprintOf([after]).hash)).toBe(changed.size > 0);
          expect(entries.every(({ via, tenant_id }) => via === 'clock' && tenant_id === SHOP)).toBe(true);
        }
      }),
      { numRuns: 5 },
    );
  });

  test('counts in the journal what is among the messages', () => {
    const world = populated();
    moveTo(world, END);
    const { entries } = world.journal.read({});
    const told = entries.reduce((sum, { messages = 0 }) => sum + messages, 0);
    expect(told).toBe(world.messages.all().length);
    expect(entries.every(({ effect, messages = 0 }) => effect === 'send' || messages === 0)).toBe(true);
  });

  test('no campaign runs twice for one instant, and nobody gets a message who was not meant', () => {
    const world = populated();
    const runs = new Map<string, { targeted: number; control: number }>();
    world.state.watch(({ table, key }) => {
      if (table !== 'data/campaigns' || key === undefined) return;
      const record = recordOf(world, 'campaigns', key.slice(SHOP.length + 1));
      for (const run of record.occurrences) runs.set(`${record.id} ${run.executed_at}`, run);
      const instants = record.occurrences.map(({ executed_at }) => executed_at);
      expect(new Set(instants).size).toBe(instants.length);
    });
    moveTo(world, END);

    const isTriggered = (id: string): boolean => recordOf(world, 'campaigns', id).type === 'triggered';
    const sent = Map.groupBy(
      world.messages.all().filter(({ entity }) => entity.type === 'campaign' && !isTriggered(entity.id)),
      ({ entity, time }) => `${entity.id} ${time}`,
    );
    expect(sent.size).toBeGreaterThan(5);
    for (const [key, messages] of sent) {
      const run = runs.get(key);
      const recipients = messages.reduce((sum, message) => sum + message.recipients, 0);
      expect(recipients).toBeLessThanOrEqual((run?.targeted ?? 0) - (run?.control ?? 0));
    }
  });

  test('nothing that is not under way sends by itself', () => {
    const world = livingWorld();
    const due = { execution_at: iso(START + HOUR), starts_at: iso(START + HOUR) };
    const idle = [
      ...CAMPAIGN_STATUSES.filter((status) => !['scheduled', 'processing'].includes(status)).map(
        (status) => putCampaign(world, { status, execution_at: due.execution_at }).id,
      ),
      ...STREAM_STATUSES.filter((status) => status !== 'active').map(
        (status) => putStream(world, { status, starts_at: due.starts_at }).id,
      ),
      ...TRIGGER_STATUSES.filter((status) => status !== 'armed').map((status) => {
        const { id, name } = putTrigger(world, { status });
        return putCampaign(world, { status: 'running', type: 'triggered', trigger: { id, name } }).id;
      }),
    ];
    for (const at of [START, START + DAY]) {
      moveTo(world, at - START);
      fireEvent(
        world,
        SHOP,
        { event: 'purchase', customer: 'C0000042', context: { total: 250 }, at },
        BY_APP,
      );
    }
    moveTo(world, END);
    expect(world.messages.all().filter(({ entity }) => idle.includes(entity.id))).toEqual([]);
  });
});
