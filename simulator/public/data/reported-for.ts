import type { TenantData } from '#fixtures/world-data.ts';
import { badRequest, Problem } from '../problem.ts';
import { channelIdsOf } from './campaign-details.ts';
import { executionOf } from './executions.ts';

/** What a vendor reports must be of a campaign that used the vendor's channel. */
export function reportedFor(
  tenant: TenantData,
  { CampaignID, ChannelID }: { CampaignID: number; ChannelID: number },
): Problem | null {
  const execution = executionOf(tenant, String(CampaignID));
  if (execution instanceof Problem) return execution;
  return channelIdsOf(execution.campaign).includes(String(ChannelID))
    ? null
    : badRequest(`The campaign ${CampaignID} sent nothing through the channel ${ChannelID}.`);
}
