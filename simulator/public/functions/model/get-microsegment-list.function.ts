import { z } from 'zod';
import { microsegmentsOf } from '../../data/microsegments.ts';
import { defineRead } from '../../define.ts';
import { integer, list } from '../../schema.ts';

export default defineRead({
  path: '/Model/GetMicrosegmentList',
  summary: 'The micro-segments, each in the lifecycle stage that most of its customers are in.',
  evidence: 'documented',
  query: {},
  answer: list({
    MicrosegmentID: integer,
    MicrosegmentName: z.string(),
    LifecycleStageID: integer,
    FutureValue: z.number(),
    ChurnRate: z.number(),
  }),
  handle: ({ tenant }) => microsegmentsOf(tenant),
});
