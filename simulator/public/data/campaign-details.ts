import { z } from 'zod';
import type { CampaignRecord } from '#fixtures/world-data.ts';
import { integer } from '../schema.ts';
import { recipientGroupsOf } from './actions.ts';
import { type Execution, STATUS_TEXTS } from './executions.ts';

/** What two functions say of an executed campaign. */
export const CAMPAIGN_DETAILS = {
  TargetGroupID: integer,
  CampaignType: z.string(),
  Duration: integer,
  LeadTime: integer,
  Notes: z.string(),
  IsMultiChannel: z.boolean(),
  IsRecurrence: z.boolean(),
  Status: z.string(),
  Error: z.string(),
};

export function campaignDetails({ campaign, occurrence }: Execution) {
  return {
    TargetGroupID: campaign.target_group.id,
    CampaignType: campaignType(campaign),
    Duration: campaign.duration_days,
    LeadTime: campaign.lead_time_days,
    Notes: campaign.notes,
    IsMultiChannel: campaign.channels.length > 1,
    IsRecurrence: campaign.schedule?.kind === 'recurring',
    Status: STATUS_TEXTS[occurrence.status],
    Error: occurrence.error ?? '',
  };
}

function campaignType(campaign: CampaignRecord): string {
  const groups = recipientGroupsOf(campaign).length;
  if (campaign.control_group_percent > 0 || groups < 2) return 'Test/Control';
  return groups === 2 ? 'A/B' : 'A/B/n';
}

/** The channels of a campaign, each once. */
export function channelIdsOf({ actions }: CampaignRecord): string[] {
  return [...new Set(actions.flatMap(({ messages }) => messages.map(({ channel_id }) => channel_id)))];
}
