import { iso } from '#fixtures/instants.ts';
import { jobOfPreparation, jobOfRun, KEPT } from '#fixtures/platform/jobs.ts';
import { QUIET } from '#fixtures/quiet.ts';
import { rollOf } from '#fixtures/random.ts';
import { progressAfter } from '#fixtures/results/run.ts';
import type { CampaignRecord, JobRecord } from '#fixtures/world-data.ts';

const MINUTE = 60_000;
const DAY = 1440 * MINUTE;
/** A job of the same name on so many days of the last week comes every day. */
const DAILY = 5;

export interface JobsSetting {
  seed: number;
  epoch: number;
  now: number;
}

/**
 * The jobs of the last week at an instant: those of the beginning as far as they have come, those that come every day, and the runs of
 * campaigns that changed since.
 */
export function jobsNow(
  begun: readonly JobRecord[],
  changed: readonly CampaignRecord[],
  setting: JobsSetting,
): JobRecord[] {
  const { epoch, now } = setting;
  const since = iso(now - KEPT);
  const known = new Map(begun.map((job) => [keyOf(job), job.id]));
  const others = new Set(changed.map(({ id }) => id));
  const left = begun.filter(({ entity }) => entity?.type !== 'campaign' || !others.has(entity.id));
  const runs = changed.flatMap((campaign): JobRecord[] => {
    const jobs = campaign.occurrences.flatMap((run): JobRecord[] => {
      const job = jobOfRun(campaign, run, now);
      return job === null ? [] : [{ id: known.get(keyOf(job)) ?? run.id, ...job }];
    });
    if (campaign.status !== 'processing') return jobs;
    const locked = Math.min(now, Date.parse(campaign.updated_at));
    return [{ id: campaign.id, ...jobOfPreparation(campaign, locked, now) }, ...jobs];
  });
  const moved =
    now <= epoch ? left : [...left.map((job, place) => later(job, place, setting)), ...daily(begun, setting)];
  return [...moved, ...runs]
    .filter(({ started_at }) => started_at === null || started_at >= since)
    .toSorted((one, other) => startOf(other) - startOf(one) || Number(other.id) - Number(one.id));
}

function keyOf({ entity, started_at }: Pick<JobRecord, 'entity' | 'started_at'>): string {
  return `${entity?.type} ${entity?.id} ${started_at}`;
}

/** What has not started comes before all that has. */
function startOf({ started_at }: JobRecord): number {
  return started_at === null ? Number.MAX_SAFE_INTEGER : Date.parse(started_at);
}

/** How far a job of the beginning is by now; what was queued starts after the quiet, and what ran ends after it. */
function later(job: JobRecord, place: number, { seed, epoch, now }: JobsSetting): JobRecord {
  const roll = rollOf(seed, 'life', 'job', job.id)(0);
  if (job.state === 'queued') {
    const start = epoch + QUIET + (5 + 7 * place) * MINUTE;
    return now < start ? job : asOf(job, start, start + (15 + 30 * roll) * MINUTE, now);
  }
  if (job.state !== 'running' || job.started_at === null) return job;
  const start = Date.parse(job.started_at);
  if (job.entity !== null) return { ...job, progress: progressAfter(now - start) };
  const end = epoch + QUIET + (10 + 50 * roll) * MINUTE;
  const done = job.progress + ((100 - job.progress) * (now - epoch)) / (end - epoch);
  return { ...asOf(job, start, end, now), ...(now < end && { progress: Math.floor(done) }) };
}

/** A job between its start and its end, as far as it is. */
function asOf(job: JobRecord, start: number, end: number, now: number): JobRecord {
  const started_at = iso(Math.round(start));
  if (now >= end)
    return { ...job, state: 'succeeded', started_at, ended_at: iso(Math.round(end)), progress: 100 };
  const progress = Math.floor((100 * (now - start)) / (end - start));
  return { ...job, state: 'running', started_at, ended_at: null, progress };
}

/** The jobs that came every day go on to do so, at the same time and for about as long. */
function daily(begun: readonly JobRecord[], { seed, now }: JobsSetting): JobRecord[] {
  const byName = Map.groupBy(
    begun.filter(({ entity, started_at }) => entity === null && started_at !== null),
    ({ type, name }) => `${type} ${name}`,
  );
  const series = [...byName.values()].filter((jobs) => jobs.length >= DAILY);
  const highest = begun.reduce((most, { id }) => Math.max(most, Number(id)), 0);
  return series.flatMap(([newest], place) => {
    if (newest?.started_at == null || newest.ended_at === null) return [];
    const start = Date.parse(newest.started_at);
    const took = Date.parse(newest.ended_at) - start;
    const last = Math.floor((now - start) / DAY);
    const first = Math.max(1, Math.ceil((now - KEPT - start) / DAY));
    return Array.from({ length: Math.max(0, last - first + 1) }, (_, index): JobRecord => {
      const day = first + index;
      const id = String(highest + day * series.length + place + 1);
      const roll = rollOf(seed, 'life', 'job', newest.id)(day);
      const begin = start + day * DAY;
      return asOf({ ...newest, id }, begin, begin + took * (0.8 + 0.4 * roll), now);
    });
  });
}
