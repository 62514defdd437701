import { executedOn } from '../../data/executions.ts';
import { targetGroupOf } from '../../data/lookups.ts';
import { treatedRows } from '../../data/treatments.ts';
import { defineCustomerRead } from '../../customer-read.ts';
import { Problem } from '../../problem.ts';
import { day, flag, id, integer } from '../../schema.ts';

export default defineCustomerRead({
  path: '/Customers/GetCustomerActionsByTargetGroup',
  summary:
    'The customers of a target group with what they got on a day; control group members only when asked for.',
  evidence: 'documented',
  query: {
    TargetGroupID: id,
    Date: day,
    IncludeControlGroup: flag.optional(),
    IncludeRecipientGroupID: flag.optional(),
    ChannelID: id.optional(),
  },
  row: { ActionID: integer, ChannelID: integer, RecipientGroupID: integer.optional() },
  rows({ tenant }, { TargetGroupID, Date, IncludeControlGroup, IncludeRecipientGroupID, ChannelID }) {
    const group = targetGroupOf(tenant, TargetGroupID);
    if (group instanceof Problem) return group;
    return treatedRows(
      tenant,
      executedOn(tenant, Date).filter(({ campaign }) => campaign.target_group.id === group.id),
      ({ customer, treatment }) => ({
        customer,
        ActionID: treatment.actionId,
        ChannelID: treatment.message?.channel_id ?? 0,
        ...(IncludeRecipientGroupID === true && { RecipientGroupID: treatment.recipientGroup }),
      }),
      ({ message }) =>
        message === null
          ? IncludeControlGroup === true
          : ChannelID === undefined || message.channel_id === String(Number(ChannelID)),
    );
  },
});
