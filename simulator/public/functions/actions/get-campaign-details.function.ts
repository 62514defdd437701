import { z } from 'zod';
import { CAMPAIGN_DETAILS, campaignDetails, channelIdsOf } from '../../data/campaign-details.ts';
import { executionOf } from '../../data/executions.ts';
import { defineRead } from '../../define.ts';
import { Problem } from '../../problem.ts';
import { id, integer, list } from '../../schema.ts';

export default defineRead({
  path: '/Actions/GetCampaignDetails',
  summary: 'One campaign, with its groups, tags and channels.',
  evidence: 'documented',
  query: { CampaignID: id },
  answer: z.object({
    ...CAMPAIGN_DETAILS,
    TestGroupSize: integer,
    ControlGroupSize: integer,
    Tags: z.array(z.string()),
    Channels: list({ ChannelID: integer }),
  }),
  handle({ tenant }, { CampaignID }) {
    const execution = executionOf(tenant, CampaignID);
    if (execution instanceof Problem) return execution;
    const { campaign, occurrence } = execution;
    return {
      ...campaignDetails(execution),
      TestGroupSize: occurrence.targeted - occurrence.control,
      ControlGroupSize: occurrence.control,
      Tags: campaign.tags,
      Channels: channelIdsOf(campaign).map((channel) => ({ ChannelID: channel })),
    };
  },
});
