import { z } from 'zod';
import { brandOf } from '../../data/brands.ts';
import { mailChannel, MAIL_TEMPLATE } from '../../data/mail-templates.ts';
import { putTemplate } from '../../data/template-writes.ts';
import { defineWrite } from '../../define.ts';
import { Problem } from '../../problem.ts';
import { integer, number } from '../../schema.ts';

export default defineWrite({
  path: '/Optimail/AddTemplate',
  summary: 'Makes a mail template that can be used at once.',
  evidence: 'inferred',
  effect: 'create_live',
  query: {},
  body: z.strictObject({ BrandID: number, ...MAIL_TEMPLATE }),
  answer: z.object({ TemplateID: integer }),
  handle(call, { BrandID, TemplateName, Subject, TemplateContent }) {
    const channel = mailChannel(call.tenant);
    if (channel instanceof Problem) return channel;
    const brand = brandOf(call.tenant, BrandID);
    if (brand instanceof Problem) return brand;
    const id = call.world.changes.nextId();
    const content = { id, name: TemplateName, subject: Subject, body: TemplateContent, brand: brand.key };
    putTemplate(call, channel, content);
    return { TemplateID: id };
  },
});
