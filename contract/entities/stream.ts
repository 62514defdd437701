import { z } from 'zod';
import { channelKindSchema, entityBaseSchema, instantSchema, refSchema } from './entity.ts';

export const STREAM_STATUSES = ['draft', 'active', 'completed', 'archived'] as const;
export const streamStatusSchema = z.enum(STREAM_STATUSES);

export const streamStepSchema = z.object({
  key: z.string(),
  type: z.enum(['message', 'wait', 'split', 'exit']),
  channel: channelKindSchema.optional(),
  template: refSchema.optional(),
  promotion: refSchema.optional(),
  wait_hours: z.int().min(1).max(8760).optional(),
  /** Share of customers, in percent, that takes `next_alt`. */
  split_percent: z.int().min(1).max(99).optional(),
  next: z.string().optional(),
  next_alt: z.string().optional(),
});

export const streamSummarySchema = entityBaseSchema.extend({
  status: streamStatusSchema,
  channels: z.array(channelKindSchema),
  campaign_count: z.int(),
  starts_at: instantSchema.nullable(),
  ends_at: instantSchema.nullable(),
});

export const streamSchema = streamSummarySchema.extend({
  objective: z.string(),
  entry_target_group: refSchema,
  control_group_percent: z.number().min(0).max(50),
  allocated_customers: z.int(),
  treatments: z.array(
    z.object({ key: z.string(), name: z.string(), is_control: z.boolean(), allocation_percent: z.number() }),
  ),
  steps: z.array(streamStepSchema),
  campaigns: z.array(refSchema),
  kpis: z.array(z.string()),
});
export type StreamSummary = z.infer<typeof streamSummarySchema>;
export type Stream = z.infer<typeof streamSchema>;
