import { z } from 'zod';
import { channelOf } from '../../data/lookups.ts';
import { FIRST_MADE_UP, isMadeUp } from '../../data/made-up-ids.ts';
import { putTemplate } from '../../data/template-writes.ts';
import { defineWrite, NOTHING } from '../../define.ts';
import { badRequest, Problem } from '../../problem.ts';
import { id, MOST_ITEMS, name, number } from '../../schema.ts';

export default defineWrite({
  path: '/Integrations/AddChannelTemplates',
  summary: 'Adds templates to a channel; one of a known TemplateID is renamed.',
  evidence: 'documented',
  effect: 'modify',
  query: { ChannelID: id },
  body: z
    .array(z.strictObject({ TemplateID: number, TemplateName: name, AppID: z.string().max(200).optional() }))
    .min(1)
    .max(MOST_ITEMS),
  answer: NOTHING,
  handle(call, templates, { ChannelID }) {
    const channel = channelOf(call.tenant, ChannelID);
    if (channel instanceof Problem) return channel;
    const known = new Map(call.tenant.collections.templates.map((one) => [one.id, one]));
    const taken = templates.find(
      ({ TemplateID }) => (known.get(String(TemplateID))?.channel_id ?? channel.id) !== channel.id,
    );
    if (taken !== undefined) return badRequest(`TemplateID ${taken.TemplateID} is one of another channel.`);
    const foreign = templates.find(({ TemplateID: one }) => isMadeUp(String(one)) && !known.has(String(one)));
    if (foreign !== undefined) return badRequest(`A new TemplateID must be below ${FIRST_MADE_UP}.`);
    for (const { TemplateID, TemplateName } of templates) {
      const { subject = null, body = '' } = known.get(String(TemplateID)) ?? {};
      putTemplate(call, channel, { id: String(TemplateID), name: TemplateName, subject, body });
    }
    return null;
  },
});
