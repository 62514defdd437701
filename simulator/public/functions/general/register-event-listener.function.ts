import { z } from 'zod';
import { listenerEvent, listenerKey } from '../../data/listeners.ts';
import { channelOf } from '../../data/lookups.ts';
import { defineWrite, NOTHING } from '../../define.ts';
import { badRequest, Problem } from '../../problem.ts';
import { number } from '../../schema.ts';

/** Campaigns that are on hold are told of as a whole. */
const ON_HOLD = 5;

export default defineWrite({
  path: '/General/RegisterEventListener',
  aliases: ['/Triggers/RegisterEventListener'],
  summary: 'Has a URL called when something happens; nobody is called by a simulator.',
  evidence: 'documented',
  effect: 'settings',
  query: {},
  body: z.strictObject({
    EventTypeID: listenerEvent,
    ListenerURL: z.url({ protocol: /^https?$/ }).max(2_000),
    ChannelID: number.optional(),
  }),
  answer: NOTHING,
  handle({ world, tenant, effects }, { EventTypeID, ListenerURL, ChannelID }) {
    if (ChannelID !== undefined) {
      if (EventTypeID === ON_HOLD) return badRequest('EventTypeID 5 cannot be registered for a channel.');
      const channel = channelOf(tenant, String(ChannelID));
      if (channel instanceof Problem) return channel;
    }
    const key = listenerKey(EventTypeID, ChannelID);
    const listener = { event: EventTypeID, url: ListenerURL, channel: ChannelID ?? null };
    world.publicRecords.listeners.put(tenant.facts.id, key, listener);
    effects.changed({ type: 'event_listener', id: key, act: 'register' });
    return null;
  },
});
