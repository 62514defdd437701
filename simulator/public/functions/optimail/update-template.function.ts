import { z } from 'zod';
import { mailChannel, mailTemplateOf, MAIL_TEMPLATE } from '../../data/mail-templates.ts';
import { putTemplate } from '../../data/template-writes.ts';
import { defineWrite, NOTHING } from '../../define.ts';
import { Problem } from '../../problem.ts';
import { number } from '../../schema.ts';

export default defineWrite({
  path: '/Optimail/UpdateTemplate',
  summary: 'Changes a mail template, also for the campaigns that use it.',
  evidence: 'inferred',
  effect: 'modify',
  query: {},
  body: z.strictObject({ TemplateID: number, ...z.object(MAIL_TEMPLATE).partial().shape }),
  answer: NOTHING,
  handle(call, { TemplateID, TemplateName, Subject, TemplateContent }) {
    const channel = mailChannel(call.tenant);
    if (channel instanceof Problem) return channel;
    const template = mailTemplateOf(call.tenant, TemplateID);
    if (template instanceof Problem) return template;
    const { id, name, subject, body } = template;
    putTemplate(call, channel, {
      id,
      name: TemplateName ?? name,
      subject: Subject ?? subject,
      body: TemplateContent ?? body,
    });
    return null;
  },
});
