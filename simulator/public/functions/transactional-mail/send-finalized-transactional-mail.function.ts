import { z } from 'zod';
import { SEND, sendMail, SENT } from '../../data/transactional-sends.ts';
import { defineWrite } from '../../define.ts';

/** Stands for the template of a mail that has none. */
const NO_TEMPLATE = 'finalized';

export default defineWrite({
  path: '/TransactionalMail/SendFinalizedTransactionalMail',
  summary: 'Sends a mail that the caller wrote.',
  evidence: 'inferred',
  effect: 'send',
  limit: 'transactional',
  query: {},
  body: z.strictObject({
    FromName: z.string().min(1).max(200),
    ReplyTo: z.email().optional(),
    Subject: z.string().min(1).max(500),
    Html: z.string().min(1).max(500_000),
    ...SEND,
  }),
  answer: SENT,
  handle: (call, mail) => sendMail(call, { ...mail, template: NO_TEMPLATE }, null),
});
