import { z } from 'zod';
import { targetGroupOf } from '../../data/lookups.ts';
import { defineRead } from '../../define.ts';
import { Problem } from '../../problem.ts';
import { id } from '../../schema.ts';

export default defineRead({
  path: '/Groups/GetTargetGroupName',
  summary: 'The name of a target group.',
  evidence: 'documented',
  query: { TargetGroupID: id },
  answer: z.object({ TargetGroupName: z.string() }),
  handle({ tenant }, { TargetGroupID }) {
    const group = targetGroupOf(tenant, TargetGroupID);
    return group instanceof Problem ? group : { TargetGroupName: group.name };
  },
});
