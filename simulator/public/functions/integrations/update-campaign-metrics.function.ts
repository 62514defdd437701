import { z } from 'zod';
import { reportedFor } from '../../data/reported-for.ts';
import { defineWrite, NOTHING } from '../../define.ts';
import { Problem } from '../../problem.ts';
import { MOST_ITEMS, metricId, number } from '../../schema.ts';

export default defineWrite({
  path: '/Integrations/UpdateCampaignMetrics',
  summary:
    'What a vendor counted: 0 sent, 1 delivered, 2 opened, 3 clicked, 4 unsubscribed, 5 dropped, 6 spam, 9 bounced.',
  evidence: 'documented',
  effect: 'modify',
  query: {},
  body: z
    .array(
      z.strictObject({
        ChannelID: number,
        CampaignID: number,
        TemplateID: number,
        MetricID: metricId,
        MetricValue: z.int().min(0),
      }),
    )
    .min(1)
    .max(MOST_ITEMS),
  answer: NOTHING,
  handle({ world, tenant, effects }, metrics) {
    const wrong = metrics.map((metric) => reportedFor(tenant, metric)).find((one) => one instanceof Problem);
    if (wrong !== undefined) return wrong;
    for (const { ChannelID, CampaignID, TemplateID, MetricID, MetricValue } of metrics) {
      const metric = {
        channel: String(ChannelID),
        campaign: String(CampaignID),
        template: String(TemplateID),
        metric: MetricID,
        value: MetricValue,
      };
      const key = [CampaignID, ChannelID, TemplateID, MetricID].join('/');
      world.publicRecords.metrics.put(tenant.facts.id, key, metric);
      effects.changed({ type: 'occurrence', id: metric.campaign, act: 'update metrics' });
    }
    return null;
  },
});
