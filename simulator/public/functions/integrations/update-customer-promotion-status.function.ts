import { z } from 'zod';
import { executionOf } from '../../data/executions.ts';
import { defineWrite, NOTHING } from '../../define.ts';
import { Problem } from '../../problem.ts';
import { customer, name, number } from '../../schema.ts';

const MOST_CUSTOMERS = 10_000;

export default defineWrite({
  path: '/Integrations/UpdateCustomerPromotionStatus',
  summary:
    'Which customers were granted what a campaign promises: those of a campaign on hold are released by it.',
  evidence: 'inferred',
  effect: 'approve',
  query: {},
  body: z.strictObject({
    CampaignID: number,
    PromoCode: name,
    CustomerIDs: z.array(customer).min(1).max(MOST_CUSTOMERS),
    Status: z.enum(['Granted', 'Rejected']),
  }),
  answer: NOTHING,
  handle({ world, tenant, effects }, { CampaignID, PromoCode, CustomerIDs, Status }) {
    const execution = executionOf(tenant, String(CampaignID));
    if (execution instanceof Problem) return execution;
    const campaign = execution.occurrence.id;
    for (const id of CustomerIDs) {
      const grant = { campaign, customer: id, promo_code: PromoCode, status: Status };
      world.publicRecords.grants.put(tenant.facts.id, [campaign, PromoCode, id].join('/'), grant);
    }
    effects.changed({ type: 'occurrence', id: campaign, act: 'approve', to: Status });
    return null;
  },
});
