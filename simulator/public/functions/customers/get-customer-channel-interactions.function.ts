import { executedOn } from '../../data/executions.ts';
import { interactionsWith } from '../../data/interactions.ts';
import { channelOf } from '../../data/lookups.ts';
import { defineCustomerRead } from '../../customer-read.ts';
import { Problem } from '../../problem.ts';
import { joined, mapped } from '../../rows.ts';
import { day, id, integer } from '../../schema.ts';

/** Opened and clicked. */
const INTERACTIONS = [2, 3];

export default defineCustomerRead({
  path: '/Customers/GetCustomerChannelInteractions',
  summary: 'Who opened (2) or clicked (3) what was sent through a channel on a day, within 90 days.',
  evidence: 'inferred',
  query: { ChannelID: id, Date: day },
  row: { CampaignID: integer, EventID: integer },
  rows(call, { ChannelID, Date }) {
    const channel = channelOf(call.tenant, ChannelID);
    if (channel instanceof Problem) return channel;
    const parts = executedOn(call.tenant, Date).map((execution) =>
      interactionsWith(call, execution, channel.id, INTERACTIONS),
    );
    return mapped(joined(parts), ({ customer, event, campaignId }) => ({
      customer,
      CampaignID: campaignId,
      EventID: event,
    }));
  },
});
