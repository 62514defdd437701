import { z } from 'zod';
import type { ReadContext, ToolFailure } from '../../ports.ts';
import { ok, type Result } from '../../result.ts';
import type { Job } from './job.ts';
import { ROW_KEYS, type RowShape } from './row-shapes.ts';

/** A job as a model reads it. Its id is the handle, never the id of the tenant API. */
export const jobOutput = z.object({
  id: z.string(),
  status: z.enum(['running', 'succeeded']),
  progress: z.number().describe('Percent.'),
  poll_after_ms: z.number().optional(),
  expires_at: z.string(),
});

export function jobOutputOf({ progress, poll_after_ms, expires_at, status }: Job, id: string) {
  const shown = status === 'running' ? ('running' as const) : ('succeeded' as const);
  return { id, status: shown, progress, ...(poll_after_ms !== undefined && { poll_after_ms }), expires_at };
}

const handleSchema = z.object({
  job: z.string(),
  shape: z.literal(Object.keys(ROW_KEYS).filter((key): key is RowShape => key in ROW_KEYS)),
  resolved: z.record(z.string(), z.string()),
});
/** What a handle carries: the job, how its rows read, and the days that they are about. */
export type HandleContent = z.infer<typeof handleSchema>;

export function sealHandle({ jobs }: ReadContext, content: HandleContent, job: Job): string {
  return jobs.seal(JSON.stringify(content), new Date(job.expires_at));
}

export function openHandle({ jobs }: ReadContext, handle: string): Result<HandleContent, ToolFailure> {
  const opened = jobs.open(handle);
  return opened.ok ? ok(handleSchema.parse(JSON.parse(opened.value))) : opened;
}
