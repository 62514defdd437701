import { z } from 'zod';
import { defineRead } from '../../define.ts';
import { integer, list } from '../../schema.ts';

export default defineRead({
  path: '/General/GetRegisteredEventListeners',
  summary: 'The listeners that are registered.',
  evidence: 'inferred',
  query: {},
  answer: list({ EventTypeID: integer, ListenerURL: z.string(), ChannelID: integer.nullable() }),
  handle: ({ world, tenant }) =>
    world.publicRecords.listeners.all(tenant.facts.id).map(({ event, url, channel }) => ({
      EventTypeID: event,
      ListenerURL: url,
      ChannelID: channel,
    })),
});
