import { z } from 'zod';
import { byName, targetGroupsOf } from '../../data/lookups.ts';
import { defineRead } from '../../define.ts';
import { noSuch } from '../../problem.ts';
import { integer, text } from '../../schema.ts';

export default defineRead({
  path: '/Groups/GetTargetGroupID',
  summary: 'The target group of a name.',
  evidence: 'documented',
  query: { TargetGroupName: text },
  answer: z.object({ TargetGroupID: integer }),
  handle({ tenant }, { TargetGroupName }) {
    const group = byName(targetGroupsOf(tenant), TargetGroupName);
    return group === undefined ? noSuch('target group', TargetGroupName) : { TargetGroupID: group.id };
  },
});
