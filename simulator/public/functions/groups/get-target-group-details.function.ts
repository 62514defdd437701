import { z } from 'zod';
import { targetGroupsOf } from '../../data/lookups.ts';
import { defineRead } from '../../define.ts';
import { integer, list } from '../../schema.ts';

export default defineRead({
  path: '/Groups/GetTargetGroupDetails',
  summary: 'All active target groups, in the order of their priority.',
  evidence: 'documented',
  query: {},
  answer: list({ TargetGroupID: integer, TargetGroupName: z.string(), TargetGroupPriority: integer }),
  handle: ({ tenant }) =>
    targetGroupsOf(tenant).map(({ id, name, priority }) => ({
      TargetGroupID: id,
      TargetGroupName: name,
      TargetGroupPriority: priority,
    })),
});
