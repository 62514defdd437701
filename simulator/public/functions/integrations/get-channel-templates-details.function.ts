import { z } from 'zod';
import { channelOf } from '../../data/lookups.ts';
import { defineRead } from '../../define.ts';
import { Problem } from '../../problem.ts';
import { id, integer, list } from '../../schema.ts';

export default defineRead({
  path: '/Integrations/GetChannelTemplatesDetails',
  aliases: ['/Integrations/GetChannelTemplateDetails'],
  summary: 'The templates of a channel, with their texts.',
  evidence: 'inferred',
  query: { ChannelID: id },
  answer: list({
    TemplateID: integer,
    TemplateName: z.string(),
    Subject: z.string(),
    Body: z.string(),
    PersonalizationTags: z.array(z.string()),
  }),
  handle({ tenant }, { ChannelID }) {
    const channel = channelOf(tenant, ChannelID);
    if (channel instanceof Problem) return channel;
    return tenant.collections.templates
      .filter(({ channel_id }) => channel_id === channel.id)
      .map((template) => ({
        TemplateID: template.id,
        TemplateName: template.name,
        Subject: template.subject ?? '',
        Body: template.body,
        PersonalizationTags: template.personalization,
      }));
  },
});
