import { CAMPAIGN_DETAILS, campaignDetails } from '../../data/campaign-details.ts';
import { executedOn } from '../../data/executions.ts';
import { defineRead } from '../../define.ts';
import { day, integer, list } from '../../schema.ts';

export default defineRead({
  path: '/Actions/GetExecutedCampaignDetails',
  summary: 'The scheduled campaigns that were executed on a day.',
  evidence: 'documented',
  query: { Date: day },
  answer: list({ CampaignID: integer, ...CAMPAIGN_DETAILS }),
  handle: ({ tenant }, { Date }) =>
    executedOn(tenant, Date).map((execution) => ({
      CampaignID: execution.occurrence.id,
      ...campaignDetails(execution),
    })),
});
