import { actionsOfGroup } from '../../data/actions-of-group.ts';
import { defineRead } from '../../define.ts';
import { Problem } from '../../problem.ts';
import { day, id, integer, list } from '../../schema.ts';

export default defineRead({
  path: '/Actions/GetActionsByTargetGroup',
  summary: 'The actions that a target group got on a day.',
  evidence: 'documented',
  query: { TargetGroupID: id, Date: day },
  answer: list({ RecipientGroupID: integer, ActionID: integer }),
  handle({ tenant }, { TargetGroupID, Date }) {
    const actions = actionsOfGroup(tenant, TargetGroupID, Date);
    if (actions instanceof Problem) return actions;
    return actions.map(({ number, action }) => ({ RecipientGroupID: number, ActionID: action.id }));
  },
});
