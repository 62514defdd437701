import { z } from 'zod';
import { channelKindSchema, idSchema, instantSchema } from './entity.ts';
import { executedRefSchema } from './executed-ref.ts';

export const SEVERITIES = ['info', 'warning', 'error', 'critical'] as const;
export const ERROR_STATUSES = ['open', 'resolved'] as const;

/** Something that went wrong while a campaign, journey, stream or trigger was executed. */
export const executionErrorSchema = z.object({
  id: idSchema,
  /** The cause in short. */
  name: z.string().min(1),
  at: instantSchema,
  severity: z.enum(SEVERITIES),
  status: z.enum(ERROR_STATUSES),
  brand: z.string(),
  entity: executedRefSchema,
  /** Null where it failed before any channel was chosen. */
  channel: channelKindSchema.nullable(),
  /** Those who were selected and did not get what was meant for them. */
  customers_affected: z.int().min(0),
  cause: z.string().min(1),
  fix: z.string().min(1),
  /** The page of the entity that it happened to. */
  url: z.url(),
});
export type ExecutionError = z.infer<typeof executionErrorSchema>;
