import type { ErrorRecord, JobRecord, PlatformData } from '#fixtures/world-data.ts';

/** Brands of the tiny world in turn, and the whole tenant. */
const BRANDS = ['red', 'blue', null] as const;
const TYPES = ['campaign', 'journey', 'stream', 'trigger'] as const;

const entity = (index: number) => ({
  type: TYPES[index % 4] ?? 'campaign',
  id: String(index % 5 === 0 ? 3 : 10),
  name: 'Émile',
});

/** Signals of the last twelve hours, two in each, so that only a total order pages them rightly. */
export function tinyPlatform(start: string): PlatformData {
  const hoursAgo = (hours: number) => new Date(Date.parse(start) - hours * 3_600_000).toISOString();
  const job = (index: number): JobRecord => {
    const queued = index % 8 === 0;
    return {
      id: String(index + 95),
      type: index % 3 === 0 ? 'execution' : 'sync',
      state: queued ? 'queued' : 'succeeded',
      name: `Job ${index}`,
      brand: BRANDS[index % 3] ?? null,
      entity: index % 2 === 0 ? entity(index) : null,
      started_at: queued ? null : hoursAgo(Math.floor(index / 2)),
      ended_at: queued ? null : start,
      progress: queued ? 0 : 100,
    };
  };
  const error = (index: number): ErrorRecord => ({
    id: String(index + 995),
    at: hoursAgo(Math.floor(index / 2)),
    severity: index % 3 === 0 ? 'critical' : 'info',
    status: 'open',
    brand: BRANDS[index % 2] ?? 'red',
    entity: entity(index),
    channel: index % 3 === 0 ? null : 'push',
    customers_affected: index,
    cause: `Gateway ${index} is down. Nothing leaves.`,
    fix: 'Wait.',
  });
  const open = {
    impact: 'degraded' as const,
    services: ['email'],
    started_at: hoursAgo(2),
    resolved_at: null,
  };
  return {
    services: [{ key: 'email', name: 'Email', status: 'degraded' }],
    incidents: [
      { ...open, id: '2', title: 'Slow', summary: 'It is slow.', state: 'identified' },
      { ...open, id: '1', title: 'Gone', summary: 'It is over.', state: 'resolved', resolved_at: start },
    ],
    pipeline: [
      { key: 'data_received', name: 'Data', state: 'done', expected_at: start, finished_at: start },
      { key: 'batch_calculation', name: 'Batch', state: 'late', expected_at: start, finished_at: null },
      { key: 'campaigns_processed', name: 'Rest', state: 'waiting', expected_at: start, finished_at: null },
    ],
    jobs: Array.from({ length: 24 }, (_, index) => job(index)),
    errors: Array.from({ length: 24 }, (_, index) => error(index)),
  };
}
