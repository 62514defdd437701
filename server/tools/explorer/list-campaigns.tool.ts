import {
  campaignStatusSchema,
  campaignSummarySchema,
  campaignTypeSchema,
} from '#contract/entities/campaign.ts';
import { anyOfParam, channelParam, dateParam, idParam, keyParam } from '../params.ts';
import { defineListTool } from './list-tool.ts';

export default defineListTool({
  name: 'optimove_list_campaigns',
  title: 'List campaigns',
  description:
    'Campaign summaries, newest first. Drafts are included with status=draft. Results are in optimove_get_campaign_performance.',
  collection: 'campaigns',
  summary: campaignSummarySchema,
  filters: {
    status: anyOfParam(campaignStatusSchema, 'Any of these.'),
    type: campaignTypeSchema.optional().describe('How it starts.'),
    channel: channelParam,
    target_group_id: idParam('Target group ID.'),
    tag: keyParam('Exact tag.'),
    execution_from: dateParam('As created_after.'),
    execution_to: dateParam('End, inclusive.'),
  },
});
