import { z } from 'zod';
import { entityBaseSchema, instantSchema, refSchema } from './entity.ts';
import { predicateSchema } from './predicate.ts';

export const SEGMENT_KINDS = ['lifecycle', 'value', 'micro', 'custom'] as const;
export const segmentKindSchema = z.enum(SEGMENT_KINDS);

export const segmentSummarySchema = entityBaseSchema.extend({
  /** The name in code, unique in the tenant: `lapsed_vip`. */
  key: z.string().regex(/^[a-z0-9_]{1,64}$/),
  kind: segmentKindSchema,
  customer_count: z.int(),
  counted_at: instantSchema,
});

export const segmentSchema = segmentSummarySchema.extend({
  description: z.string(),
  definition: predicateSchema,
  /** The same rules in plain words. */
  definition_text: z.string(),
  used_in: z.array(refSchema.extend({ type: z.enum(['target_group', 'journey']) })),
});
export type SegmentSummary = z.infer<typeof segmentSummarySchema>;
export type Segment = z.infer<typeof segmentSchema>;
