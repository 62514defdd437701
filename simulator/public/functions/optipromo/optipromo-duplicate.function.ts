import { PROMOTION, promotionOf, showPromotion } from '../../data/show-promotion.ts';
import { newPromotion } from '../../data/promotion-records.ts';
import { defineWrite, NO_BODY } from '../../define.ts';
import { Problem } from '../../problem.ts';
import { putPromotion } from '../../promotion-command.ts';

export default defineWrite({
  path: '/v1/promotions/:promotionId/duplicate',
  summary: 'Makes a draft like a promotion, with a code of its own.',
  evidence: 'designed',
  effect: 'create_draft',
  query: {},
  body: NO_BODY,
  answer: PROMOTION,
  handle(call) {
    const promotion = promotionOf(call.tenant, call.params['promotionId']);
    if (promotion instanceof Problem) return promotion;
    const { name, description, reward_type, valid_to, tiers, limits } = promotion;
    const id = call.world.changes.nextId();
    const own = { id, code: `PROMO${id}`, status: 'draft' as const };
    const draft = newPromotion(call, { name, description, reward_type, valid_to, tiers, limits, ...own });
    putPromotion(call, 'duplicate', null, draft);
    return showPromotion(draft);
  },
});
