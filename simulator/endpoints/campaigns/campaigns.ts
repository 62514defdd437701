import { campaignSchema, campaignSummarySchema } from '#contract/entities/campaign.ts';
import type { CampaignRecord } from '#fixtures/world-data.ts';
import { among, within } from '../../tenant/table-index/criterion.ts';
import type { EntityCollection } from '../listing/entity-endpoints.ts';

export const campaigns: EntityCollection<'campaigns'> = {
  name: 'campaigns',
  entity: 'campaign',
  summarySchema: campaignSummarySchema,
  schema: campaignSchema,
  criteria: (filters) => [
    ...among<CampaignRecord>('status', filters.status, ({ status }) => status),
    ...among<CampaignRecord>('type', filters.type, ({ type }) => type),
    ...among<CampaignRecord>('channels', filters.channel, ({ channels }) => channels),
    ...among<CampaignRecord>('target_group', filters.target_group_id, (row) => row.target_group.id),
    ...among<CampaignRecord>('tags', filters.tag, ({ tags }) => tags),
    ...within<CampaignRecord>(
      'execution_at',
      [filters.execution_from, filters.execution_to],
      (row) => row.execution_at,
    ),
  ],
};
