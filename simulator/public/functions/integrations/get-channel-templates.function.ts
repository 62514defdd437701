import { z } from 'zod';
import { channelOf } from '../../data/lookups.ts';
import { defineRead } from '../../define.ts';
import { Problem } from '../../problem.ts';
import { id, integer, list } from '../../schema.ts';

export default defineRead({
  path: '/Integrations/GetChannelTemplates',
  summary: 'The templates of a channel.',
  evidence: 'documented',
  query: { ChannelID: id },
  answer: list({ TemplateID: integer, TemplateName: z.string() }),
  handle({ tenant }, { ChannelID }) {
    const channel = channelOf(tenant, ChannelID);
    if (channel instanceof Problem) return channel;
    return tenant.collections.templates
      .filter(({ channel_id }) => channel_id === channel.id)
      .map(({ id: template, name }) => ({ TemplateID: template, TemplateName: name }));
  },
});
