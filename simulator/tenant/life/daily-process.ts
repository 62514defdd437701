import type { PipelineStage } from '#contract/entities/pipeline.ts';
import { iso } from '#fixtures/instants.ts';
import { QUIET } from '#fixtures/quiet.ts';
import { rollOf } from '#fixtures/random.ts';
import type { TenantData } from '#fixtures/world-data.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** Of a hundred stages so many come late. */
const LATE = 5;

/** The daily process of a tenant: the data of the epoch says how its first day stands, the seed how the others go. */
export interface DailyProcess {
  /** The stages of the day of an instant; the process of a day begins an hour before its data is expected. */
  stagesAt(now: number): PipelineStage[];
  /** When the data had been updated last. */
  lastUpdateAt(now: number): string;
  /** Whether the campaigns of the day should have been processed by now, and are not. */
  isLateAt(now: number): boolean;
  /** When what was late at the epoch is done; null where nothing was. */
  readonly catchesUpAt: number | null;
}

export function dailyProcessOf({ facts, platform }: TenantData, seed: number, epoch: number): DailyProcess {
  const { pipeline } = platform;
  const lateness = rollOf(seed, facts.id, 'life', 'process', 'late');
  const minutes = rollOf(seed, facts.id, 'life', 'process', 'minutes');
  const first = Date.parse(pipeline[0]?.expected_at ?? iso(epoch));
  const batch = pipeline.findIndex(({ key }) => key === 'batch_calculation');
  const dayAt = (now: number): number => Math.max(0, Math.floor((now - (first - HOUR)) / DAY));

  /** When each stage of a day is finished, one after the other. */
  function endsOf(day: number): number[] {
    let before = 0;
    return pipeline.map((stage, place) => {
      const cell = day * pipeline.length + place;
      const expected = Date.parse(stage.expected_at) + day * DAY;
      const roll = minutes(cell);
      let end = expected - (2 + 10 * roll) * MINUTE;
      if (day > 0 && lateness(cell) * 100 < LATE) end = expected + (15 + 75 * roll) * MINUTE;
      if (day === 0 && expected < epoch) end = epoch + QUIET + (10 + 30 * roll) * MINUTE;
      if (day === 0 && stage.finished_at !== null) end = Date.parse(stage.finished_at);
      before = Math.max(before + MINUTE, Math.round(end));
      return before;
    });
  }

  function stagesAt(now: number): PipelineStage[] {
    const day = dayAt(now);
    const ends = endsOf(day);
    const isDone = (place: number): boolean => (ends[place] ?? Infinity) <= now;
    return pipeline.map(({ key, name, expected_at }, place): PipelineStage => {
      const expected = iso(Date.parse(expected_at) + day * DAY);
      const stage = { key, name, expected_at: expected };
      if (isDone(place)) return { ...stage, state: 'done', finished_at: iso(ends[place] ?? now) };
      // Execution begins with the first campaign that is processed.
      const begins = place === 0 || isDone(key === 'campaigns_executed' ? batch : place - 1);
      const state = expected < iso(now) ? 'late' : begins ? 'running' : 'waiting';
      return { ...stage, state, finished_at: null };
    });
  }

  const lateAtFirst = pipeline.findIndex(({ state }) => state === 'late');
  return {
    catchesUpAt: endsOf(0)[lateAtFirst] ?? null,
    stagesAt: (now) => (now <= epoch ? [...pipeline] : stagesAt(now)),
    lastUpdateAt(now) {
      const day = dayAt(now);
      const ended = [day, day - 1].map((one) => (one < 0 ? NaN : (endsOf(one)[batch] ?? NaN)));
      const last = ended.find((end) => end <= Math.max(now, epoch));
      return last === undefined ? facts.last_data_update : iso(last);
    },
    isLateAt: (now) =>
      stagesAt(Math.max(now, epoch)).some(
        ({ key, state }) => key === 'campaigns_processed' && state === 'late',
      ),
  };
}
