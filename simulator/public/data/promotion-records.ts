import type { PromotionRecord, TenantData } from '#fixtures/world-data.ts';
import type { FunctionCall } from '../define.ts';
import { apiOrigin } from './origin.ts';

/** The promotion that a code belongs to; an archived one gives its code free. */
export function promotionOfCode({ collections }: TenantData, code: string): PromotionRecord | undefined {
  const wanted = code.toLowerCase();
  return collections.promotions.find((one) => one.status !== 'archived' && one.code.toLowerCase() === wanted);
}

/** A promotion of which no more is known than it begins with. */
export function newPromotion(
  call: FunctionCall,
  given: Pick<PromotionRecord, 'name' | 'code' | 'status'> & Partial<PromotionRecord>,
): PromotionRecord {
  const { world, tenant } = call;
  const origin = apiOrigin(call);
  return {
    id: given.id ?? world.changes.nextId(),
    ...origin,
    reward_type: 'bonus_amount',
    valid_from: origin.created_at,
    valid_to: null,
    used_in_count: 0,
    description: '',
    code_kind: 'global',
    tiers: [],
    limits: { per_customer: null, audience_cap: null, reward_budget: null, currency: tenant.facts.currency },
    used_in: [],
    ...given,
  };
}
