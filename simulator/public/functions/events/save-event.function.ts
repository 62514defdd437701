import { z } from 'zod';
import { reportedFor } from '../../data/reported-for.ts';
import { defineWrite, NOTHING } from '../../define.ts';
import { badRequest } from '../../problem.ts';
import { metricId, number } from '../../schema.ts';

const OLDEST_DAYS = 7;

export default defineWrite({
  path: '/api/saveEvent',
  summary: 'One engagement with a message, as a vendor saw it, at most 7 days ago.',
  evidence: 'inferred',
  effect: 'modify',
  query: {},
  body: z.strictObject({
    category: z.literal('metric'),
    channel_id: number,
    campaign_id: number,
    customer: z.string().min(1).max(200),
    metric: metricId,
    timestamp: z.iso.datetime(),
  }),
  answer: NOTHING,
  handle({ world, tenant, effects }, event) {
    const age = world.clock.now().getTime() - Date.parse(event.timestamp);
    if (age < 0 || age > OLDEST_DAYS * 86_400_000)
      return badRequest(`timestamp must be within the last ${OLDEST_DAYS} days.`);
    const wrong = reportedFor(tenant, { ChannelID: event.channel_id, CampaignID: event.campaign_id });
    if (wrong !== null) return wrong;
    const [channel, campaign] = [String(event.channel_id), String(event.campaign_id)];
    const interaction = { channel, campaign, event: event.metric, customer: event.customer };
    const key = [campaign, channel, event.metric, event.customer].join('/');
    world.publicRecords.interactions.put(tenant.facts.id, key, interaction);
    effects.changed({ type: 'occurrence', id: campaign, act: 'save event' });
    return null;
  },
});
