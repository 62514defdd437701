import { z } from 'zod';
import { executionOf } from '../../data/executions.ts';
import { channelOf } from '../../data/lookups.ts';
import { sendOf } from '../../data/sends.ts';
import { treatedRows } from '../../data/treatments.ts';
import { defineCustomerRead } from '../../customer-read.ts';
import { Problem } from '../../problem.ts';
import { id, integer } from '../../schema.ts';

export default defineCustomerRead({
  path: '/Customers/GetCustomerExecutionDetailsByCampaign',
  summary: 'What a vendor needs to send a campaign: each customer with template, time and promo codes.',
  evidence: 'documented',
  query: { CampaignID: id, ChannelID: id },
  row: {
    ActionID: integer,
    ChannelID: integer,
    TemplateID: integer,
    TemplateName: z.string(),
    ScheduledTime: z.string(),
    PromoCode: z.string(),
  },
  rows({ tenant }, { CampaignID, ChannelID }) {
    const execution = executionOf(tenant, CampaignID);
    if (execution instanceof Problem) return execution;
    const channel = channelOf(tenant, ChannelID);
    if (channel instanceof Problem) return channel;
    return treatedRows(
      tenant,
      [execution],
      ({ customer, treatment: { action, actionId, message } }) => ({
        customer,
        ActionID: actionId,
        ChannelID: channel.id,
        TemplateID: message?.template?.id ?? 0,
        TemplateName: message?.template?.name ?? '',
        ScheduledTime: message === null ? '' : sendOf(tenant, execution, actionId, message).ScheduledTime,
        PromoCode: action?.promotion?.code ?? '',
      }),
      ({ message }) => message?.channel_id === channel.id,
    );
  },
});
