import { z } from 'zod';
import { recipientGroupsOf } from '../../data/actions.ts';
import { executionOf } from '../../data/executions.ts';
import { promoCodes } from '../../data/promo-codes.ts';
import { defineRead } from '../../define.ts';
import { Problem } from '../../problem.ts';
import { id, integer, list } from '../../schema.ts';

export default defineRead({
  path: '/Actions/GetPromoCodesByCampaign',
  summary: 'The promo codes of the actions of a campaign.',
  evidence: 'documented',
  query: { CampaignID: id },
  answer: list({ RecipientGroupID: integer, ActionID: integer, PromoCode: z.string() }),
  handle({ tenant }, { CampaignID }) {
    const execution = executionOf(tenant, CampaignID);
    if (execution instanceof Problem) return execution;
    const { campaign } = execution;
    return promoCodes(recipientGroupsOf(campaign).map((group) => ({ campaign, ...group })));
  },
});
