import { executedOn } from '../../data/executions.ts';
import { defineRead } from '../../define.ts';
import { day, integer, list } from '../../schema.ts';

export default defineRead({
  path: '/Groups/GetTargetGroupsByDate',
  summary: 'The target groups that got an action on a day.',
  evidence: 'documented',
  query: { Date: day },
  answer: list({ TargetGroupID: integer }),
  handle: ({ tenant }, { Date }) => {
    const groups = new Set(executedOn(tenant, Date).map(({ campaign }) => campaign.target_group.id));
    return [...groups].map((id) => ({ TargetGroupID: id }));
  },
});
