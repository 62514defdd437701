import { z } from 'zod';
import { removeTemplate } from '../../data/template-writes.ts';
import { defineWrite, NOTHING } from '../../define.ts';
import { noSuch } from '../../problem.ts';
import { MOST_ITEMS, number } from '../../schema.ts';

export default defineWrite({
  path: '/Integrations/DeleteChannelTemplates',
  summary: 'Deletes templates: all that are named, or none.',
  evidence: 'documented',
  effect: 'delete',
  query: {},
  body: z
    .array(z.strictObject({ ChannelID: number, TemplateID: number }))
    .min(1)
    .max(MOST_ITEMS),
  answer: NOTHING,
  handle(call, named) {
    const { templates } = call.tenant.collections;
    const found = named.map(({ ChannelID, TemplateID }) =>
      templates.find(({ id, channel_id }) => id === String(TemplateID) && channel_id === String(ChannelID)),
    );
    const unknown = named[found.indexOf(undefined)];
    if (unknown !== undefined)
      return noSuch('template', `${unknown.TemplateID} of channel ${unknown.ChannelID}`);
    for (const template of new Set(found)) if (template !== undefined) removeTemplate(call, template);
    return null;
  },
});
