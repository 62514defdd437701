import { z } from 'zod';
import type { PromotionRecord, TenantData } from '#fixtures/world-data.ts';
import { noSuch } from '../problem.ts';
import type { Problem } from '../problem.ts';
import { byId } from './lookups.ts';

/** A promotion in the words of OptiPromo. */
export const PROMOTION = z.object({
  promotionId: z.string(),
  name: z.string(),
  description: z.string(),
  status: z.enum(['Draft', 'Active', 'Deactivated', 'Archived']),
  rewardType: z.string(),
  validTo: z.string().nullable(),
  promotionTiers: z.array(
    z.object({ name: z.string(), condition: z.string(), reward: z.number(), unit: z.string() }),
  ),
  rewardConstraints: z.object({ perCustomer: z.int().nullable() }),
  publishingBudgets: z.object({ audienceCap: z.int().nullable(), rewardBudget: z.number().nullable() }),
});

const STATUSES = {
  draft: 'Draft',
  active: 'Active',
  deactivated: 'Deactivated',
  archived: 'Archived',
} as const satisfies Record<PromotionRecord['status'], string>;

export function showPromotion(record: PromotionRecord): z.input<typeof PROMOTION> {
  const { limits } = record;
  return {
    promotionId: record.id,
    name: record.name,
    description: record.description,
    status: STATUSES[record.status],
    rewardType: record.reward_type,
    validTo: record.valid_to,
    promotionTiers: record.tiers,
    rewardConstraints: { perCustomer: limits.per_customer },
    publishingBudgets: { audienceCap: limits.audience_cap, rewardBudget: limits.reward_budget },
  };
}

export function promotionOf(
  { collections }: TenantData,
  id: string | undefined = '',
): PromotionRecord | Problem {
  return byId(collections.promotions, id) ?? noSuch('promotion', id);
}
