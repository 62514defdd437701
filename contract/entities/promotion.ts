import { z } from 'zod';
import { entityBaseSchema, instantSchema, refSchema } from './entity.ts';

/** The one life cycle that Optimove documents in full (OptiPromo). */
export const PROMOTION_STATUSES = ['draft', 'active', 'deactivated', 'archived'] as const;
export const promotionStatusSchema = z.enum(PROMOTION_STATUSES);
export const REWARD_TYPES = [
  'bonus_amount',
  'bonus_percent',
  'free_spins',
  'free_bet',
  'discount_percent',
  'discount_amount',
  'free_shipping',
  'loyalty_points',
] as const;

export const promotionSummarySchema = entityBaseSchema.extend({
  code: z.string(),
  status: promotionStatusSchema,
  reward_type: z.enum(REWARD_TYPES),
  valid_from: instantSchema,
  valid_to: instantSchema.nullable(),
  used_in_count: z.int(),
});

export const promotionSchema = promotionSummarySchema.extend({
  description: z.string(),
  code_kind: z.enum(['global', 'unique']),
  tiers: z.array(z.object({ name: z.string(), condition: z.string(), reward: z.number(), unit: z.string() })),
  limits: z.object({
    per_customer: z.int().nullable(),
    audience_cap: z.int().nullable(),
    reward_budget: z.number().nullable(),
    currency: z.string(),
  }),
  used_in: z.array(refSchema),
});
export type PromotionSummary = z.infer<typeof promotionSummarySchema>;
export type Promotion = z.infer<typeof promotionSchema>;
