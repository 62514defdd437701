import { createHash } from 'node:crypto';
import { JOB_KEPT_HOURS, JOB_MINUTES } from '#contract/analytics-jobs.ts';
import type { AnalyticsJob, AnalyticsJobs, AnalyticsWork, Clock } from '../../ports.ts';

const LONGEST_MS = JOB_MINUTES * 60_000;
const KEPT_MS = JOB_KEPT_HOURS * 3_600_000;
/** How many jobs of one owner are kept, and how many of all; the oldest go first. */
const MOST_OF_OWNER = 20;
const MOST = 200;
const POLL_MS = { least: 1000, most: 5000 };

interface Started {
  id: string;
  owner: string;
  question: string;
  startedAt: number;
  takesMs: number;
  work: AnalyticsWork;
}

/** Follows from what a job is: who comes back with it after a restart finds that very job or none, never another's rows. */
function idOf(...parts: readonly [owner: string, question: string, startedAt: number]): string {
  const hash = createHash('sha256').update(JSON.stringify(parts)).digest();
  return String(hash.readUIntBE(0, 6) + 1);
}

/** Jobs in memory that get on as the world's clock does: nothing runs, a job is done when its time is over. */
export function createAnalyticsJobs(clock: Clock): AnalyticsJobs {
  const kept = new Map<string, Started>();

  function makeRoom(owner: string): void {
    const now = clock.now().getTime();
    for (const { id, startedAt } of kept.values()) if (startedAt + KEPT_MS <= now) kept.delete(id);
    const own = [...kept.values()].filter((job) => job.owner === owner);
    for (const { id } of own.slice(0, Math.max(0, own.length - MOST_OF_OWNER + 1))) kept.delete(id);
    const [oldest] = kept.keys();
    if (kept.size >= MOST && oldest !== undefined) kept.delete(oldest);
  }

  function seen({ id, startedAt, takesMs, work }: Started): AnalyticsJob {
    const elapsed = Math.max(0, clock.now().getTime() - startedAt);
    const remaining = Math.min(takesMs, LONGEST_MS) - elapsed;
    const ended = takesMs > LONGEST_MS ? 'failed' : 'succeeded';
    return {
      id,
      status: remaining > 0 ? 'running' : ended,
      progress: Math.floor((100 * Math.min(elapsed, takesMs, LONGEST_MS)) / takesMs),
      ...(remaining > 0 && { poll_after_ms: Math.min(POLL_MS.most, Math.max(POLL_MS.least, remaining)) }),
      started_at: new Date(startedAt).toISOString(),
      expires_at: new Date(startedAt + KEPT_MS).toISOString(),
      work,
    };
  }

  return {
    start({ owner, question, takesMs, work }) {
      const same = [...kept.values()].find((job) => job.owner === owner && job.question === question);
      if (same !== undefined && seen(same).status === 'running') return seen(same);
      makeRoom(owner);
      const startedAt = clock.now().getTime();
      const id = idOf(owner, question, startedAt);
      const job = { id, owner, question, startedAt, takesMs, work };
      kept.set(job.id, job);
      return seen(job);
    },
    find(owner, id) {
      const job = kept.get(id);
      if (job?.owner !== owner || job.startedAt + KEPT_MS <= clock.now().getTime()) return undefined;
      return seen(job);
    },
    clear: () => kept.clear(),
  };
}
