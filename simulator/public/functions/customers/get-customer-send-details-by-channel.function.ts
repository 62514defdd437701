import { CUSTOMER_SEND, customerSends } from '../../data/customer-sends.ts';
import { executionOf } from '../../data/executions.ts';
import { channelOf } from '../../data/lookups.ts';
import { defineCustomerRead } from '../../customer-read.ts';
import { Problem } from '../../problem.ts';
import { id, integer } from '../../schema.ts';

export default defineCustomerRead({
  path: '/Customers/GetCustomerSendDetailsByChannel',
  summary: 'What a campaign sent to each customer through a channel.',
  evidence: 'documented',
  query: { ChannelID: id, CampaignID: id },
  row: { ...CUSTOMER_SEND, TemplateID: integer },
  rows({ tenant }, { ChannelID, CampaignID }) {
    const execution = executionOf(tenant, CampaignID);
    if (execution instanceof Problem) return execution;
    const channel = channelOf(tenant, ChannelID);
    if (channel instanceof Problem) return channel;
    return customerSends(tenant, execution, ({ message }) => message?.channel_id === channel.id);
  },
});
