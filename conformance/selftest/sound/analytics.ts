import { jsonSchema } from '../../client/wire.ts';
import type { Json } from '../../client/wire.ts';
import { openCursor, sealCursor } from './cursor.ts';
import type { SoundWorld, Speaker } from './world.ts';

/** The one answer of the sound tenant's analytics. */
function rowsFor(world: SoundWorld, { user }: Speaker): Json {
  return { items: [{ sent: 100 * world.visible(user, 'campaign').length }] };
}

/** Rows at once, or a job where the tenant was told to be slow. */
export function queryAnalytics(world: SoundWorld, by: Speaker): Json {
  world.request(by, 'read', 'query-analytics');
  const milliseconds = world.faults.latencyMs();
  if (milliseconds === 0) return rowsFor(world, by);
  world.jobs.push({ readyAt: world.now().getTime() + milliseconds, rows: rowsFor(world, by) });
  return running(world, sealCursor(world.jobs.length, [by.user.id, 'job', {}]));
}

/** The rows of a job, or how it stands; null for a handle that this user was not given. */
export function getJob(world: SoundWorld, by: Speaker, handle: string): Json | null {
  world.request(by, 'read', 'get-analytics-job');
  const number = openCursor(handle, [by.user.id, 'job', {}]);
  const job = number === null ? undefined : world.jobs[number - 1];
  if (job === undefined) return null;
  return job.readyAt > world.now().getTime() ? running(world, handle) : jsonSchema.parse(job.rows);
}

function running(world: SoundWorld, id: string): Json {
  const expires_at = new Date(world.now().getTime() + 86_400_000).toISOString();
  return { job: { id, status: 'running', progress: 0, poll_after_ms: 1000, expires_at } };
}
