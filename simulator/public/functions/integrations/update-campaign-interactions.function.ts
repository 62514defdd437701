import { z } from 'zod';
import { reportedFor } from '../../data/reported-for.ts';
import { defineWrite, NOTHING } from '../../define.ts';
import { customer, metricId, number } from '../../schema.ts';

const MOST_CUSTOMERS = 10_000;

export default defineWrite({
  path: '/Integrations/UpdateCampaignInteractions',
  summary: 'Which customers did what with a campaign, as a vendor saw it; they can be read back.',
  evidence: 'documented',
  effect: 'modify',
  query: {},
  body: z.strictObject({
    ChannelID: number,
    CampaignID: number,
    EventID: metricId,
    CustomerIDs: z.array(customer).min(1).max(MOST_CUSTOMERS),
    RecipientGroupID: number.default(1),
    TemplateID: number.optional(),
  }),
  answer: NOTHING,
  handle({ world, tenant, effects }, body) {
    const wrong = reportedFor(tenant, body);
    if (wrong !== null) return wrong;
    const [channel, campaign] = [String(body.ChannelID), String(body.CampaignID)];
    for (const id of body.CustomerIDs) {
      const key = [campaign, channel, body.EventID, id].join('/');
      const interaction = { channel, campaign, event: body.EventID, customer: id };
      world.publicRecords.interactions.put(tenant.facts.id, key, interaction);
    }
    effects.changed({ type: 'occurrence', id: campaign, act: 'update interactions' });
    return null;
  },
});
