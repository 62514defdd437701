import { z } from 'zod';
import { channelKindSchema, entityBaseSchema, instantSchema, refSchema } from './entity.ts';
import { predicateSchema } from './predicate.ts';

export const JOURNEY_STATUSES = ['draft', 'active', 'paused', 'completed', 'archived'] as const;
export const journeyStatusSchema = z.enum(JOURNEY_STATUSES);

/** One node of the flat list; `next` names the keys of the nodes that may follow, with the branch's label where it branches. */
export const journeyNodeSchema = z.object({
  key: z.string(),
  type: z.enum(['entry', 'message', 'campaign', 'wait', 'decision', 'exit']),
  label: z.string(),
  channel: channelKindSchema.optional(),
  template: refSchema.optional(),
  campaign: refSchema.optional(),
  wait_hours: z.int().optional(),
  condition: predicateSchema.optional(),
  next: z.array(z.object({ to: z.string(), label: z.string().optional() })),
});

export const journeySummarySchema = entityBaseSchema.extend({
  status: journeyStatusSchema,
  channels: z.array(channelKindSchema),
  active_customers: z.int(),
  starts_at: instantSchema.nullable(),
  ends_at: instantSchema.nullable(),
});

export const journeySchema = journeySummarySchema.extend({
  description: z.string(),
  entry: z.object({
    kind: z.enum(['target_group', 'segment', 'event']),
    ref: refSchema.nullable(),
    event: z.string().nullable(),
    reentry_days: z.int().nullable(),
  }),
  nodes: z.array(journeyNodeSchema),
  exit_rules: z.array(z.string()),
  goals: z.array(z.object({ name: z.string(), metric: z.string(), target: z.number() })),
});
export type JourneySummary = z.infer<typeof journeySummarySchema>;
export type Journey = z.infer<typeof journeySchema>;
