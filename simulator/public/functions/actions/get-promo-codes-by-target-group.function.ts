import { z } from 'zod';
import { actionsOfGroup } from '../../data/actions-of-group.ts';
import { promoCodes } from '../../data/promo-codes.ts';
import { defineRead } from '../../define.ts';
import { Problem } from '../../problem.ts';
import { day, id, integer, list } from '../../schema.ts';

export default defineRead({
  path: '/Actions/GetPromoCodesByTargetGroup',
  summary: 'The promo codes that a target group got on a day.',
  evidence: 'documented',
  query: { TargetGroupID: id, Date: day },
  answer: list({ RecipientGroupID: integer, ActionID: integer, PromoCode: z.string() }),
  handle({ tenant }, { TargetGroupID, Date }) {
    const actions = actionsOfGroup(tenant, TargetGroupID, Date);
    return actions instanceof Problem ? actions : promoCodes(actions);
  },
});
