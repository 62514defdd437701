import { z } from 'zod';
import { promotionOfCode } from '../../data/promotion-records.ts';
import { defineWrite, NOTHING } from '../../define.ts';
import { noSuch } from '../../problem.ts';
import { MOST_ITEMS, name } from '../../schema.ts';

export default defineWrite({
  path: '/Integrations/DeletePromotions',
  summary: 'Deletes promo codes, all or none. What used one keeps it, so its promotion is archived.',
  evidence: 'documented',
  effect: 'delete',
  query: {},
  body: z
    .array(z.strictObject({ PromoCode: name }))
    .min(1)
    .max(MOST_ITEMS),
  answer: NOTHING,
  handle({ world, tenant, effects }, codes) {
    const found = codes.map(({ PromoCode }) => promotionOfCode(tenant, PromoCode));
    const unknown = codes[found.indexOf(undefined)];
    if (unknown !== undefined) return noSuch('promo code', unknown.PromoCode);
    const updated_at = world.clock.now().toISOString();
    for (const promotion of new Set(found)) {
      if (promotion === undefined) continue;
      world.changes.put(tenant.facts.id, 'promotions', { ...promotion, status: 'archived', updated_at });
      const { id, status } = promotion;
      effects.changed({ type: 'promotion', id, act: 'delete', from: status, to: 'archived' });
    }
    return null;
  },
});
