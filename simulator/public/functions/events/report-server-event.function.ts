import { z } from 'zod';
import { eventProblem, reportEvent } from '../../data/report-event.ts';
import { defineWrite } from '../../define.ts';

export default defineWrite({
  path: '/v2/reportServer',
  summary: 'Reports what a customer or a visitor did; it can start triggered campaigns.',
  evidence: 'documented',
  effect: 'send',
  query: {},
  body: z.strictObject({
    tenant: z.int(),
    event: z.string().min(1).max(200),
    customer: z.string().min(1).max(200).optional(),
    visitor: z.string().min(1).max(200).optional(),
    timestamp: z.string().max(40).optional(),
    context: z.record(z.string().max(200), z.union([z.string(), z.number(), z.boolean()])).default({}),
  }),
  answer: z.object({ status: z.literal('success'), message: z.string() }),
  handle: (call, event) =>
    eventProblem(call, event) ?? { status: 'success' as const, message: reportEvent(call, event) },
});
