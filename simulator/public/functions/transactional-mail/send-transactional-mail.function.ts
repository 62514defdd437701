import { z } from 'zod';
import { Answered } from '../../answered.ts';
import { mailTemplateOf } from '../../data/mail-templates.ts';
import { SEND, sendMail, SENT } from '../../data/transactional-sends.ts';
import { defineWrite } from '../../define.ts';
import { Problem } from '../../problem.ts';
import { number } from '../../schema.ts';

export default defineWrite({
  path: '/TransactionalMail/SendTransactionalMail',
  summary: 'Sends a mail made from a template; 206 when personalization tags of it were not given.',
  evidence: 'documented',
  effect: 'send',
  limit: 'transactional',
  query: {},
  body: z.strictObject({
    TemplateID: number,
    ...SEND,
    Personalizations: z
      .array(z.strictObject({ Tag: z.string(), Value: z.string() }))
      .max(200)
      .default([]),
    Attachments: z
      .array(z.strictObject({ FileName: z.string(), Content: z.base64() }))
      .max(10)
      .default([]),
  }),
  answer: SENT,
  handle(call, { TemplateID, Personalizations, ...mail }) {
    const template = mailTemplateOf(call.tenant, TemplateID);
    if (template instanceof Problem) return template;
    const given = new Set(Personalizations.map(({ Tag }) => `[%${Tag.toUpperCase()}%]`));
    const missing = template.personalization.filter((tag) => !given.has(tag));
    const error = missing.length === 0 ? null : `Personalization tags without a value: ${missing.join(', ')}`;
    const sent = sendMail(call, { ...mail, template: template.id }, error);
    return sent instanceof Problem || error === null ? sent : new Answered(206, sent);
  },
});
