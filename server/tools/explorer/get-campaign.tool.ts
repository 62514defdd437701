import { campaignSchema } from '#contract/entities/campaign.ts';
import { defineGetTool } from './get-tool.ts';

export default defineGetTool({
  name: 'optimove_get_campaign',
  title: 'Get campaign',
  description:
    'One campaign: audience, actions, control group, channels, templates, promotions, schedule and approval state.',
  entity: 'campaign',
  collection: 'campaigns',
  schema: campaignSchema,
  summary: campaignSchema.omit({ notes: true, exclusions: true, occurrences: true }),
  full_adds: 'notes, exclusions and past occurrences',
  list_tool: 'optimove_list_campaigns',
});
