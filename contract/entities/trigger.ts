import { z } from 'zod';
import { channelKindSchema, entityBaseSchema, refSchema } from './entity.ts';

/** A draft trigger is not armed: an event passes it by. */
export const TRIGGER_STATUSES = ['draft', 'armed', 'paused', 'archived'] as const;
export const triggerStatusSchema = z.enum(TRIGGER_STATUSES);

export const triggerConditionSchema = z.object({
  property: z.string(),
  operator: z.enum(['eq', 'ne', 'in', 'gt', 'gte', 'lt', 'lte', 'exists']),
  value: z
    .union([z.string(), z.number(), z.boolean(), z.array(z.union([z.string(), z.number()]))])
    .optional(),
});

export const triggerSummarySchema = entityBaseSchema.extend({
  status: triggerStatusSchema,
  kind: z.enum(['simple', 'repeated', 'uncompleted_sequence']),
  event: z.string(),
  channels: z.array(channelKindSchema),
  fired_last_24h: z.int(),
});

export const triggerSchema = triggerSummarySchema.extend({
  description: z.string(),
  conditions: z.array(triggerConditionSchema),
  /** At most 168 hours, the product's limit. */
  time_frame_hours: z.int().min(1).max(168).nullable(),
  expected_event: z.string().nullable(),
  frequency_cap: z.object({ max: z.int(), per: z.enum(['hour', 'day', 'week', 'lifetime']) }).nullable(),
  target_group: refSchema.nullable(),
  campaigns: z.array(refSchema),
  fire_counts: z.object({ last_24h: z.int(), last_7d: z.int(), last_30d: z.int() }),
});
export type TriggerSummary = z.infer<typeof triggerSummarySchema>;
export type Trigger = z.infer<typeof triggerSchema>;
