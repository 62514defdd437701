import { z } from 'zod';
import { defineWrite, NOTHING } from '../../define.ts';
import { noSuch } from '../../problem.ts';
import { customer, number } from '../../schema.ts';

export default defineWrite({
  path: '/conditional-execution/v2/triggered/approval',
  summary: 'Says whether a triggered campaign may go to a customer.',
  evidence: 'inferred',
  effect: 'approve',
  query: {},
  body: z.strictObject({ campaign_id: number, user_id: customer, allowed: z.boolean() }),
  answer: NOTHING,
  handle({ world, tenant, effects }, { campaign_id, user_id, allowed }) {
    const id = String(campaign_id);
    const campaign = tenant.collections.campaigns.find((one) => one.id === id && one.type === 'triggered');
    if (campaign === undefined) return noSuch('triggered campaign', id);
    const approval = { campaign: id, customer: user_id, allowed };
    world.publicRecords.approvals.put(tenant.facts.id, `${id}/${user_id}`, approval);
    effects.changed({ type: 'campaign', id, act: allowed ? 'approve' : 'decline' });
    return null;
  },
});
