import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createClock } from '../clock.ts';
import { createAnalyticsJobs } from './jobs.ts';

const START = new Date('2026-06-15T12:00:00Z');
const work = {
  rows: () => [],
  dimensions: [],
  first: 'sent' as const,
  basis: { currency: 'EUR', data_from: null },
};

function open() {
  const clock = createClock(START);
  clock.freeze(true);
  clock.set(START);
  const jobs = createAnalyticsJobs(clock);
  const start = (takesMs: number, question = 'q', owner = 'ann') =>
    jobs.start({ owner, question, takesMs, work });
  return { clock, jobs, start };
}

describe('createAnalyticsJobs', () => {
  test('for any time that a query takes, it is done when that is over, and failed after five minutes', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 600_000 }), fc.nat(700_000), (takesMs, elapsed) => {
        const { clock, jobs, start } = open();
        const { id } = start(takesMs);
        clock.advance(elapsed);
        const job = jobs.find('ann', id);

        const limit = Math.min(takesMs, 300_000);
        const ended = takesMs > 300_000 ? 'failed' : 'succeeded';
        expect(job?.status).toBe(elapsed < limit ? 'running' : ended);
        expect(job?.progress === 100).toBe(elapsed >= takesMs && takesMs <= limit);
        expect(job?.poll_after_ms === undefined).toBe(elapsed >= limit);
      }),
    );
  });

  test('one question of one owner is one job while it runs', () => {
    const { clock, start } = open();
    const first = start(1000).id;

    expect(start(1000).id).toBe(first);
    expect(new Set([first, start(1000, 'other').id, start(1000, 'q', 'bob').id]).size).toBe(3);
    clock.advance(1000);
    expect(start(1000).id).not.toBe(first);
  });

  test('what starts anew gives no id of before to another question', () => {
    const { id } = open().start(1000);
    const again = open();

    again.start(1000, 'other');
    expect(again.jobs.find('ann', id)).toBeUndefined();
    again.start(1000, 'q', 'bob');
    expect(again.jobs.find('ann', id)).toBeUndefined();
    again.clock.advance(1);
    again.start(1000);
    expect(again.jobs.find('ann', id)).toBeUndefined();
  });

  test('is of its owner alone, and is gone after 24 hours', () => {
    const { clock, jobs, start } = open();
    const { id, expires_at } = start(1000);

    expect(expires_at).toBe('2026-06-16T12:00:00.000Z');
    expect(jobs.find('bob', id)).toBeUndefined();
    clock.advance(86_400_000 - 1);
    expect(jobs.find('ann', id)?.status).toBe('succeeded');
    clock.advance(1);
    expect(jobs.find('ann', id)).toBeUndefined();
  });

  test('keeps the latest 20 of an owner, whatever others ask', () => {
    const { jobs, start } = open();
    const of = (owner: string) => Array.from({ length: 30 }, (_, at) => start(1000, String(at), owner).id);
    const [ann, bob] = [of('ann'), of('bob')];

    const kept = (owner: string, ids: string[]) => ids.filter((id) => jobs.find(owner, id) !== undefined);
    expect(kept('ann', ann)).toEqual(ann.slice(10));
    expect(kept('bob', bob)).toEqual(bob.slice(10));
  });
});
