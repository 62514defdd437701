import { mailTemplates } from '../../data/mail-templates.ts';
import { defineRead } from '../../define.ts';
import { integer, list } from '../../schema.ts';

export default defineRead({
  path: '/TransactionalMail/GetTransactionalTemplateMetrics',
  summary: 'How many transactional mails each template was sent to.',
  evidence: 'inferred',
  query: {},
  answer: list({ TemplateID: integer, Sent: integer }),
  handle({ world, tenant }) {
    const sends = world.publicRecords.sends.all(tenant.facts.id);
    return mailTemplates(tenant).flatMap(({ id }) => {
      const own = sends.filter(({ template }) => template === id);
      const sent = own.reduce((sum, { recipients }) => sum + recipients, 0);
      return sent === 0 ? [] : [{ TemplateID: id, Sent: sent }];
    });
  },
});
