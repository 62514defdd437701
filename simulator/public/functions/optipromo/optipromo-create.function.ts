import { z } from 'zod';
import { newPromotion } from '../../data/promotion-records.ts';
import { PROMOTION, showPromotion } from '../../data/show-promotion.ts';
import { byId } from '../../data/lookups.ts';
import { FIRST_MADE_UP, isMadeUp } from '../../data/made-up-ids.ts';
import { defineWrite } from '../../define.ts';
import { badRequest, Problem } from '../../problem.ts';
import { putPromotion } from '../../promotion-command.ts';
import { name } from '../../schema.ts';

export default defineWrite({
  path: '/v1/promotions',
  summary: 'Makes a draft; its id is made up where none is given.',
  evidence: 'inferred',
  effect: 'create_draft',
  query: {},
  body: z.strictObject({
    promotionId: z
      .string()
      .regex(/^[1-9]\d{0,14}$/)
      .optional(),
    name,
    description: z.string().max(2_000).default(''),
  }),
  answer: PROMOTION,
  handle(call, { promotionId, name: called, description }) {
    if (isMadeUp(promotionId)) return badRequest(`promotionId must be below ${FIRST_MADE_UP}.`);
    if (promotionId !== undefined && byId(call.tenant.collections.promotions, promotionId) !== undefined)
      return new Problem(409, `There is a promotion ${promotionId} already.`);
    const id = promotionId ?? call.world.changes.nextId();
    const draft = newPromotion(call, { id, name: called, code: `PROMO${id}`, status: 'draft', description });
    putPromotion(call, 'create', null, draft);
    return showPromotion(draft);
  },
});
