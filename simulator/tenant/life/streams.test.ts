import { describe, expect, test } from 'vitest';
import { iso } from '#fixtures/instants.ts';
import {
  DAY,
  HOUR,
  livingWorld,
  moveTo,
  putStream,
  recordOf,
  SHOP,
  START,
} from '../../testing/living-world.ts';

const sentBy = (world: ReturnType<typeof livingWorld>, id: string) =>
  world.messages.all().filter(({ entity }) => entity.id === id);

describe('a stream', () => {
  test('allocates customers every day, of whom the control share gets nothing', () => {
    const world = livingWorld();
    const { id } = putStream(world, { status: 'active', starts_at: iso(START + HOUR) });
    moveTo(world, HOUR - 1);
    expect(recordOf(world, 'streams', id).allocated_customers).toBe(0);

    moveTo(world, HOUR);
    const first = recordOf(world, 'streams', id).allocated_customers;
    const treated = first - Math.round(first / 5);
    expect(first).toBeGreaterThan(0);
    expect(sentBy(world, id)).toEqual([
      expect.objectContaining({ time: iso(START + HOUR), endpoint: 'allocate-stream', recipients: treated }),
    ]);

    moveTo(world, HOUR + DAY);
    const second = recordOf(world, 'streams', id).allocated_customers - first;
    expect(second).toBeGreaterThan(0);
    const half = treated - Math.round(treated / 2);
    expect(sentBy(world, id).map(({ recipients }) => recipients)).toEqual([
      treated,
      second - Math.round(second / 5),
      half,
    ]);
    expect(world.journal.read({}).entries.filter(({ entity }) => entity?.id === id)).toEqual([
      expect.objectContaining({ endpoint: 'allocate-stream', effect: 'send', messages: 1 }),
      expect.objectContaining({ endpoint: 'allocate-stream', effect: 'send', messages: 1 }),
      expect.objectContaining({ endpoint: 'walk-stream', effect: 'send', messages: 1 }),
    ]);
  });

  test('that the world began with makes up for no day when something else in it changes', () => {
    const world = livingWorld();
    const stream = world.tenant(SHOP)?.collections.streams.find(({ status }) => status === 'active');
    if (stream === undefined) throw new Error('The shop has no active stream.');
    world.changes.put(SHOP, 'streams', {
      ...stream,
      entry_target_group: { ...stream.entry_target_group, name: 'Renamed' },
    });
    moveTo(world, 2 * HOUR - 1);
    expect(world.journal.read({}).entries).toEqual([]);
    expect(recordOf(world, 'streams', stream.id).allocated_customers).toBe(stream.allocated_customers);

    moveTo(world, 2 * HOUR + DAY);
    const days = world.journal.read({}).entries.filter(({ entity }) => entity?.id === stream.id);
    expect(days.filter(({ endpoint }) => endpoint === 'allocate-stream')).toHaveLength(1);
  });

  test('sends nothing by a channel that is disabled, and allocates all the same', () => {
    const world = livingWorld();
    const { id } = putStream(world, { status: 'active', starts_at: iso(START + HOUR) });
    for (const channel of world.tenant(SHOP)?.collections.channels ?? []) {
      world.changes.put(SHOP, 'channels', { ...channel, status: 'disabled' });
    }
    moveTo(world, HOUR);

    expect(recordOf(world, 'streams', id).allocated_customers).toBeGreaterThan(0);
    expect(sentBy(world, id)).toEqual([]);
    expect(world.journal.read({}).entries.filter(({ entity }) => entity?.id === id)).toMatchObject([
      { endpoint: 'allocate-stream', effect: 'modify' },
    ]);
  });

  test('is completed at its end, and nobody who waits in it goes on', () => {
    const world = livingWorld();
    const { id } = putStream(world, {
      status: 'active',
      starts_at: iso(START),
      ends_at: iso(START + 12 * HOUR),
    });
    moveTo(world, 9 * DAY);
    expect(recordOf(world, 'streams', id).status).toBe('completed');
    expect(sentBy(world, id)).toHaveLength(1);
    expect(world.life.tables.allocations.get(`${SHOP}/${id}`)).toBeUndefined();
    expect(world.life.tables.cohorts.size).toBe(0);
  });

  test('that is archived allocates no more, and one that is activated again goes on', () => {
    const world = livingWorld();
    const stream = putStream(world, { status: 'active', starts_at: iso(START) });
    moveTo(world, 0);
    const allocated = () => recordOf(world, 'streams', stream.id).allocated_customers;
    const first = allocated();
    world.changes.put(SHOP, 'streams', { ...recordOf(world, 'streams', stream.id), status: 'archived' });
    moveTo(world, 5 * DAY);
    expect(allocated()).toBe(first);

    const again = {
      ...recordOf(world, 'streams', stream.id),
      status: 'active',
      updated_at: iso(START + 5 * DAY),
    } as const;
    world.changes.put(SHOP, 'streams', again);
    moveTo(world, 6 * DAY);
    expect(allocated()).toBeGreaterThan(first);
  });

  test('whose steps go round in a circle without waiting sends once', () => {
    const world = livingWorld();
    const { id } = putStream(world, {
      status: 'active',
      starts_at: iso(START),
      steps: [
        { key: 'a', type: 'message', channel: 'sms', next: 'b' },
        { key: 'b', type: 'message', channel: 'email', next: 'a' },
      ],
    });
    moveTo(world, 0);
    expect(sentBy(world, id).map(({ channel }) => channel)).toEqual(['sms', 'email']);
  });
});
