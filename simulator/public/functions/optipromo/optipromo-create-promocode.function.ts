import { z } from 'zod';
import { PROMO_CODE } from '../../data/promo-code-records.ts';
import { promotionOf } from '../../data/show-promotion.ts';
import { promotionOfCode } from '../../data/promotion-records.ts';
import { defineWrite } from '../../define.ts';
import { badRequest, Problem } from '../../problem.ts';
import { putPromotion } from '../../promotion-command.ts';

export default defineWrite({
  path: '/v1/promocodes',
  summary:
    'Makes the code of a promotion, for everybody or one for each customer; on a live promotion it counts at once.',
  evidence: 'inferred',
  effect: 'create_live',
  query: {},
  body: z.strictObject({
    promotionId: z.string().regex(/^\d{1,15}$/),
    code: z.string().regex(/^[\w-]{1,50}$/),
    kind: z.enum(['global', 'unique']).default('global'),
  }),
  answer: PROMO_CODE,
  handle(call, { promotionId, code, kind }) {
    const { world, tenant } = call;
    const promotion = promotionOf(tenant, promotionId);
    if (promotion instanceof Problem) return promotion;
    if (promotion.status === 'archived') return new Problem(409, `The promotion ${promotionId} is archived.`);
    const owner = promotionOfCode(tenant, code);
    if (owner !== undefined && owner.id !== promotion.id) return badRequest(`The code ${code} is taken.`);
    const id = world.changes.nextId();
    world.publicRecords.promo_codes.put(tenant.facts.id, id, { id, promotion: promotion.id, code, kind });
    const updated_at = world.clock.now().toISOString();
    putPromotion(call, 'create promocode', promotion, { ...promotion, code, code_kind: kind, updated_at });
    return { promocodeId: id, promotionId: promotion.id, code, kind };
  },
});
