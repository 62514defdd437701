import { z } from 'zod';
import { mailChannel, mailTemplates } from '../../data/mail-templates.ts';
import { defineRead } from '../../define.ts';
import { Problem } from '../../problem.ts';
import { integer, list } from '../../schema.ts';

export default defineRead({
  path: '/TransactionalMail/GetTemplateDetails',
  summary: 'The mail templates, each with sender name, reply address and subject as its attributes.',
  evidence: 'documented',
  query: {},
  answer: list({
    TemplateID: integer,
    TemplateName: z.string(),
    TemplateContent: z.string(),
    TemplateAttributes: z.array(z.string()),
  }),
  handle({ tenant }) {
    const channel = mailChannel(tenant);
    if (channel instanceof Problem) return channel;
    return mailTemplates(tenant).map((template) => {
      const sender = channel.senders.find(({ brand }) => brand === template.brand);
      return {
        TemplateID: template.id,
        TemplateName: template.name,
        TemplateContent: template.body,
        TemplateAttributes: [sender?.name ?? '', sender?.address ?? '', template.subject ?? ''],
      };
    });
  },
});
