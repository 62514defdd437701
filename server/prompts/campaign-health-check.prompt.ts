import { PAGE_SIZE } from '../limits.ts';
import { definePrompt } from './define.ts';

export default definePrompt({
  name: 'campaign_health_check',
  title: 'Campaign health check',
  description:
    'Whether one campaign is set up soundly, runs, reaches its audience and beats its control group.',
  arguments: [
    {
      name: 'campaign',
      description: 'Name or ID of the campaign.',
      required: true,
      completion: { tool: 'optimove_list_campaigns', limit: PAGE_SIZE.max },
    },
  ],
  task: ({ campaign }) => `Check the health of the campaign ${JSON.stringify(campaign)}.`,
  steps: ({ campaign }) => [
    {
      tool: 'optimove_get_campaign',
      args: { id: campaign, detail: 'full' },
      purpose: 'status, audience, actions, control group, approval and past occurrences',
    },
    {
      tool: 'optimove_get_audience_size',
      args: { target_group_ids: ['<id of its target group>'] },
      purpose: 'whether the audience is still large enough',
    },
    {
      tool: 'optimove_get_campaign_performance',
      args: { campaign_ids: ['<id of the campaign>'], date_from: '-30d', group_by: 'week' },
      purpose: 'delivery, engagement, conversion and uplift, and how they move',
    },
    {
      tool: 'optimove_list_execution_errors',
      args: { entity_type: 'campaign', entity_id: '<id of the campaign>', since: '-30d' },
      purpose: 'what failed, and how many customers it affected',
    },
    {
      tool: 'optimove_list_channels',
      args: {},
      purpose: 'whether its channels are connected and working',
    },
  ],
  answer:
    'a verdict (healthy, needs attention or broken), the evidence for it in a short list, and for each problem what a marketer can do in Optimove.',
});
