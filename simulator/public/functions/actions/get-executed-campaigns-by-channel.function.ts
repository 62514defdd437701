import { channelIdsOf } from '../../data/campaign-details.ts';
import { executedOn } from '../../data/executions.ts';
import { channelOf } from '../../data/lookups.ts';
import { defineRead } from '../../define.ts';
import { Problem } from '../../problem.ts';
import { day, id, integer, list } from '../../schema.ts';

export default defineRead({
  path: '/Actions/GetExecutedCampaignsByChannel',
  summary: 'The campaigns that were executed through a channel on a day.',
  evidence: 'documented',
  query: { ChannelID: id, Date: day },
  answer: list({ CampaignID: integer }),
  handle({ tenant }, { ChannelID, Date }) {
    const channel = channelOf(tenant, ChannelID);
    if (channel instanceof Problem) return channel;
    return executedOn(tenant, Date)
      .filter(({ campaign }) => channelIdsOf(campaign).includes(channel.id))
      .map(({ occurrence }) => ({ CampaignID: occurrence.id }));
  },
});
