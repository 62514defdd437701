import { executionOf } from '../../data/executions.ts';
import { interactionsWith } from '../../data/interactions.ts';
import { channelOf } from '../../data/lookups.ts';
import { defineCustomerRead } from '../../customer-read.ts';
import { Problem } from '../../problem.ts';
import { mapped } from '../../rows.ts';
import { eventId, id } from '../../schema.ts';

export default defineCustomerRead({
  path: '/Customers/GetCampaignInteractionCustomers',
  summary: 'The customers of whom one kind of interaction with a campaign is known, within 90 days.',
  evidence: 'inferred',
  query: { CampaignID: id, ChannelID: id, EventID: eventId },
  row: {},
  rows(call, { CampaignID, ChannelID, EventID }) {
    const execution = executionOf(call.tenant, CampaignID);
    if (execution instanceof Problem) return execution;
    const channel = channelOf(call.tenant, ChannelID);
    if (channel instanceof Problem) return channel;
    const interactions = interactionsWith(call, execution, channel.id, [Number(EventID)]);
    return mapped(interactions, ({ customer }) => ({ customer }));
  },
});
