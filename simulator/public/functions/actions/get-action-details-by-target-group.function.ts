import { actionsOfGroup } from '../../data/actions-of-group.ts';
import { defineRead } from '../../define.ts';
import { Problem } from '../../problem.ts';
import { day, id, integer, list } from '../../schema.ts';

export default defineRead({
  path: '/Actions/GetActionDetailsByTargetGroup',
  summary: 'The actions that a target group got on a day, by channel, with their days.',
  evidence: 'documented',
  query: { TargetGroupID: id, Date: day },
  answer: list({
    RecipientGroupID: integer,
    ActionID: integer,
    Duration: integer,
    LeadTime: integer,
    ChannelID: integer,
  }),
  handle({ tenant }, { TargetGroupID, Date }) {
    const actions = actionsOfGroup(tenant, TargetGroupID, Date);
    if (actions instanceof Problem) return actions;
    return actions.flatMap(({ campaign, number, action }) =>
      action.messages.map(({ channel_id }) => ({
        RecipientGroupID: number,
        ActionID: action.id,
        Duration: campaign.duration_days,
        LeadTime: campaign.lead_time_days,
        ChannelID: channel_id,
      })),
    );
  },
});
