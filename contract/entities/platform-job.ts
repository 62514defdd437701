import { z } from 'zod';
import { idSchema, instantSchema } from './entity.ts';
import { executedRefSchema } from './executed-ref.ts';

export const JOB_TYPES = ['execution', 'import', 'export', 'model', 'sync'] as const;
export const JOB_STATES = ['queued', 'running', 'succeeded', 'failed', 'cancelled'] as const;

/** A piece of work of the platform. The run of a campaign is one of type `execution`. */
export const platformJobSchema = z.object({
  id: idSchema,
  type: z.enum(JOB_TYPES),
  state: z.enum(JOB_STATES),
  name: z.string().min(1),
  /** Null for work on the whole tenant. */
  brand: z.string().nullable(),
  entity: executedRefSchema.nullable(),
  /** Null while it is queued. */
  started_at: instantSchema.nullable(),
  ended_at: instantSchema.nullable(),
  /** Percent that is done, or was when it failed or was cancelled. */
  progress: z.int().min(0).max(100),
  /** The page of the entity, or of the tenant for work on anything else. */
  url: z.url(),
});
export type PlatformJob = z.infer<typeof platformJobSchema>;
