import { z } from 'zod';
import { analyticsRowSchema } from './analytics.ts';
import { dateSchema, idSchema, instantSchema } from './entities/entity.ts';
import { envelopeSchema, pageInfoSchema } from './page.ts';

/** How long a job is kept after it was started, and the longest that it may run, on the world's clock. */
export const JOB_KEPT_HOURS = 24;
export const JOB_MINUTES = 5;

/** A question to analytics that takes longer than an answer may. */
export const analyticsJobSchema = z.object({
  id: idSchema,
  status: z.enum(['running', 'succeeded', 'failed']),
  /** Percent that is done, or was when it failed. */
  progress: z.int().min(0).max(100),
  /** When to look again; absent once it has ended. */
  poll_after_ms: z.int().min(0).optional(),
  started_at: instantSchema,
  /** From then on nobody knows of it. */
  expires_at: instantSchema,
  /** Why it failed. */
  error: z.object({ code: z.literal('time_limit'), message: z.string() }).optional(),
});

/** What answers, with 202, a question that became a job. */
export const analyticsAcceptedSchema = envelopeSchema.extend({ job: analyticsJobSchema });

/** A job; once it has succeeded, a page of exactly the rows that the direct answer at `started_at` would have had. */
export const analyticsJobAnswerSchema = analyticsAcceptedSchema.extend({
  items: z.array(analyticsRowSchema).optional(),
  page: pageInfoSchema.optional(),
  currency: z.string().length(3).optional(),
  data_from: dateSchema.nullable().optional(),
});

export const ANALYTICS_JOB_QUERY = z.strictObject({
  limit: z.coerce.number().int().min(1).max(1000).default(100),
  cursor: z.string().max(2048).optional(),
});
