import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { STAGE_KEYS } from '#contract/entities/pipeline.ts';
import { iso } from '#fixtures/instants.ts';
import { openWorld } from '#fixtures/open-world.ts';
import { QUIET } from '#fixtures/quiet.ts';
import { createWorld } from '../world.ts';
import { nextStep } from './campaign-course.ts';
import { settle } from './settle.ts';
import { firstAllocation } from './stream-day.ts';

const START = Date.parse('2026-06-15T12:00:00.000Z');
const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const TENANTS = ['lumenplay', 'northaisle', 'megamart'];

const demo = createWorld({ seed: 1, scale: 'small', clock: new Date(START), open: openWorld });
demo.clock.freeze(true);

/** A tenant of the demo world as it is so long after the start. */
function tenantAt(elapsed: number, id = 'lumenplay') {
  demo.clock.set(new Date(START + elapsed));
  const tenant = demo.tenant(id);
  if (tenant === undefined) throw new Error(`There is no ${id}.`);
  return tenant;
}

function stagesAt(elapsed: number): Record<string, string> {
  return Object.fromEntries(tenantAt(elapsed).platform.pipeline.map(({ key, state }) => [key, state]));
}

const states = (...values: string[]) => Object.fromEntries(STAGE_KEYS.map((key, at) => [key, values[at]]));

const incidentAt = (elapsed: number) =>
  tenantAt(elapsed).platform.incidents.find(({ services }) => services.includes('daily_process'));

const serviceAt = (elapsed: number) =>
  tenantAt(elapsed).platform.services.find(({ key }) => key === 'daily_process')?.status;

/** The jobs of no entity that are at work. */
const runningAt = (elapsed: number) =>
  tenantAt(elapsed).platform.jobs.filter(({ state, entity }) => state === 'running' && entity === null);

describe('the demo world', () => {
  test('is quiet at first, for any epoch and seed: nothing in it is due within two hours', () => {
    const epochs = fc.date({ min: new Date('2024-01-01'), max: new Date('2036-01-01'), noInvalidDate: true });
    fc.assert(
      fc.property(epochs, fc.nat(), (epoch, seed) => {
        const quiet = epoch.getTime() + QUIET;
        for (const open of openWorld({ seed, scale: 'small', epoch }).tenants.values()) {
          const { campaigns, streams } = open().collections;
          const steps = campaigns.flatMap((campaign) => nextStep(campaign, epoch.getTime()) ?? []);
          expect(steps.filter(({ at }) => at < quiet)).toEqual([]);
          expect(streams.filter((stream) => (firstAllocation(stream, quiet) ?? quiet) < quiet)).toEqual([]);
        }
      }),
      {
        numRuns: 12,
        examples: [
          [new Date('2026-03-29T00:59:59.999Z'), 1],
          [new Date('2026-10-25T01:30:00.000Z'), 1],
        ],
      },
    );
  });
});

describe('the daily process', () => {
  test('begins with one late stage, catches up, and starts again every day', () => {
    expect(stagesAt(0)).toEqual(states('done', 'done', 'late', 'running', 'waiting'));
    expect(stagesAt(QUIET)).toEqual(states('done', 'done', 'late', 'running', 'waiting'));
    expect(stagesAt(3.5 * HOUR)).toEqual(states('done', 'done', 'done', 'done', 'running'));
    expect(stagesAt(10 * HOUR)).toEqual(states('done', 'done', 'done', 'done', 'done'));
    expect(stagesAt(18.1 * HOUR)).toEqual(states('running', 'waiting', 'waiting', 'waiting', 'waiting'));
  });

  test('takes its incident along', () => {
    expect([incidentAt(0)?.state, serviceAt(0)]).toEqual(['identified', 'degraded']);
    expect([incidentAt(4 * HOUR)?.state, serviceAt(4 * HOUR)]).toEqual(['resolved', 'operational']);
  });

  test('at any time, stages are done one after the other, and the last update of the data is that of a day before', () => {
    fc.assert(
      fc.property(fc.constantFrom(...TENANTS), fc.integer({ min: 0, max: 90 * DAY }), (id, elapsed) => {
        const { platform, facts } = tenantAt(elapsed, id);
        const now = iso(START + elapsed);
        const ends = platform.pipeline.flatMap(({ finished_at }) => finished_at ?? []);
        expect(ends).toEqual(ends.toSorted());
        expect(platform.pipeline.slice(0, ends.length).every(({ state }) => state === 'done')).toBe(true);
        for (const { state, expected_at, finished_at } of platform.pipeline) {
          expect(finished_at === null ? state !== 'done' : finished_at <= now).toBe(true);
          expect(state === 'late').toBe(finished_at === null && expected_at < now);
        }
        const age = START + elapsed - Date.parse(facts.last_data_update);
        expect(age).toBeGreaterThanOrEqual(0);
        expect(age).toBeLessThan(27 * HOUR);
        const batch = platform.pipeline[1]?.finished_at ?? null;
        expect([null, facts.last_data_update]).toContain(batch);
      }),
    );
  });

  test('a clock before the start shows the start', () => {
    expect(tenantAt(-5 * DAY).platform.pipeline).toEqual(tenantAt(0).platform.pipeline);
    expect(tenantAt(-5 * DAY).facts).toEqual(tenantAt(0).facts);
  });
});

describe('jobs', () => {
  test('those of the start get on, and end after two hours', () => {
    const [before, later] = [runningAt(0), runningAt(HOUR)];
    expect(later.map(({ name }) => name)).toEqual(before.map(({ name }) => name));
    expect(later.every(({ progress }, at) => progress > (before[at]?.progress ?? 100))).toBe(true);
    expect(runningAt(5 * HOUR)).toEqual([]);
  });

  test('at any time they are as far as their state says, of the last week, the newest first, and no id comes twice', () => {
    fc.assert(
      fc.property(fc.constantFrom(...TENANTS), fc.integer({ min: 0, max: 40 * DAY }), (id, elapsed) => {
        const now = START + elapsed;
        // A world of its own: what has happened in one is not undone by setting its clock back.
        const world = createWorld({ seed: 1, scale: 'small', clock: new Date(START), open: openWorld });
        world.clock.freeze(true);
        world.clock.set(new Date(now));
        settle(world);
        const jobs = world.tenant(id)?.platform.jobs ?? [];
        expect(jobs).not.toEqual([]);
        for (const { state, started_at, ended_at, progress } of jobs) {
          expect(started_at === null).toBe(state === 'queued');
          expect(ended_at === null).toBe(state === 'queued' || state === 'running');
          expect(progress === 100).toBe(state === 'succeeded');
          if (started_at === null) continue;
          expect(started_at >= iso(now - 7 * DAY)).toBe(true);
          expect(ended_at === null || ended_at >= started_at).toBe(true);
        }
        const starts = jobs.map(({ started_at }) => started_at ?? '9999');
        expect(starts).toEqual(starts.toSorted().toReversed());
        expect(new Set(jobs.map((job) => job.id)).size).toBe(jobs.length);
      }),
      { numRuns: 40 },
    );
  });

  test('the daily ones come every day', () => {
    const days = tenantAt(30 * DAY)
      .platform.jobs.filter(({ name }) => name === 'Churn risk and future value')
      .map(({ started_at }) => Date.parse(started_at ?? ''));
    expect(days).toHaveLength(7);
    expect(days.slice(1).every((day, at) => (days[at] ?? 0) - day === DAY)).toBe(true);
  });
});
