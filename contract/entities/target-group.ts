import { z } from 'zod';
import { entityBaseSchema, instantSchema, refSchema } from './entity.ts';
import { predicateSchema } from './predicate.ts';

export const TARGET_GROUP_STATUSES = ['draft', 'active', 'archived'] as const;
export const targetGroupStatusSchema = z.enum(TARGET_GROUP_STATUSES);

export const targetGroupSummarySchema = entityBaseSchema.extend({
  status: targetGroupStatusSchema,
  /** Decides which campaign wins when a customer qualifies for several; 1 wins. */
  priority: z.int().min(1),
  size: z.int(),
  sized_at: instantSchema,
  used_in_count: z.int(),
});

export const targetGroupSchema = targetGroupSummarySchema.extend({
  description: z.string(),
  criteria: predicateSchema,
  /** The same rules in plain words. */
  criteria_text: z.string(),
  exclusions: z.array(refSchema),
  campaigns: z.array(refSchema),
});
export type TargetGroupSummary = z.infer<typeof targetGroupSummarySchema>;
export type TargetGroup = z.infer<typeof targetGroupSchema>;
