import { z } from 'zod';
import { executedActions } from '../../data/actions-of-group.ts';
import { promoCodes } from '../../data/promo-codes.ts';
import { defineRead } from '../../define.ts';
import { day, integer, list } from '../../schema.ts';

export default defineRead({
  path: '/Actions/GetPromoCodes',
  summary: 'The promo codes of all actions that were executed on a day.',
  evidence: 'documented',
  query: { Date: day },
  answer: list({
    TargetGroupID: integer,
    RecipientGroupID: integer,
    ActionID: integer,
    PromoCode: z.string(),
  }),
  handle: ({ tenant }, { Date }) => promoCodes(executedActions(tenant, Date)),
});
