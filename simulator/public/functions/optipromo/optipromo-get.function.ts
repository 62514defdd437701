import { PROMOTION, promotionOf, showPromotion } from '../../data/show-promotion.ts';
import { defineRead } from '../../define.ts';
import { Problem } from '../../problem.ts';

export default defineRead({
  path: '/v1/promotions/:promotionId',
  summary: 'One promotion.',
  evidence: 'designed',
  query: {},
  answer: PROMOTION,
  handle({ tenant, params }) {
    const promotion = promotionOf(tenant, params['promotionId']);
    return promotion instanceof Problem ? promotion : showPromotion(promotion);
  },
});
