import { campaignSchema, campaignSummarySchema } from '#contract/entities/campaign.ts';
import type { EntityCollection } from '../listing/entity-endpoints.ts';
import { holds, isAmong, isEqual, isWithin } from '../listing/filters.ts';

export const campaigns: EntityCollection<'campaigns'> = {
  name: 'campaigns',
  entity: 'campaign',
  summarySchema: campaignSummarySchema,
  schema: campaignSchema,
  matches: (campaign, filters) =>
    isAmong(campaign.status, filters.status) &&
    isEqual(campaign.type, filters.type) &&
    holds(campaign.channels, filters.channel) &&
    isEqual(campaign.target_group.id, filters.target_group_id) &&
    holds(campaign.tags, filters.tag) &&
    isWithin(campaign.execution_at, filters.execution_from, filters.execution_to),
};
