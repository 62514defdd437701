import { z } from 'zod';
import { apiOrigin } from '../../data/origin.ts';
import { newPromotion, promotionOfCode } from '../../data/promotion-records.ts';
import { defineWrite, NOTHING } from '../../define.ts';
import { MOST_ITEMS, name } from '../../schema.ts';

export default defineWrite({
  path: '/Integrations/AddPromotions',
  summary: 'Adds promo codes that can be used at once; the promotion of a known code is renamed.',
  evidence: 'documented',
  effect: 'modify',
  query: {},
  body: z
    .array(z.strictObject({ PromoCode: name, PromotionName: name }))
    .min(1)
    .max(MOST_ITEMS),
  answer: NOTHING,
  handle(call, promotions) {
    const { world, tenant, effects } = call;
    const { updated_at } = apiOrigin(call);
    for (const { PromoCode, PromotionName } of promotions) {
      const now = world.tenant(tenant.facts.id) ?? tenant;
      const before = promotionOfCode(now, PromoCode);
      const record =
        before === undefined
          ? newPromotion(call, { name: PromotionName, code: PromoCode, status: 'active' })
          : { ...before, name: PromotionName, updated_at };
      world.changes.put(tenant.facts.id, 'promotions', record);
      effects.changed({ type: 'promotion', id: record.id, act: before === undefined ? 'create' : 'update' });
    }
    return null;
  },
});
