import { z } from 'zod';
import { executedOn } from '../../data/executions.ts';
import { treatedRows } from '../../data/treatments.ts';
import { defineCustomerRead } from '../../customer-read.ts';
import { day, integer } from '../../schema.ts';

export default defineCustomerRead({
  path: '/Customers/GetCustomerActionDetailsByDate',
  summary: 'Everybody who was targeted on a day, with what they got.',
  evidence: 'inferred',
  query: { Date: day },
  row: {
    ActionID: integer,
    TargetGroupID: integer,
    ChannelID: integer,
    PromoCode: z.string(),
    Duration: integer,
    LeadTime: integer,
  },
  rows: ({ tenant }, { Date }) =>
    treatedRows(tenant, executedOn(tenant, Date), ({ customer, treatment }) => {
      const { campaign } = treatment.execution;
      return {
        customer,
        ActionID: treatment.actionId,
        TargetGroupID: campaign.target_group.id,
        ChannelID: treatment.message?.channel_id ?? 0,
        PromoCode: treatment.action?.promotion?.code ?? '',
        Duration: campaign.duration_days,
        LeadTime: campaign.lead_time_days,
      };
    }),
});
