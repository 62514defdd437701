import { z } from 'zod';
import { listenerEvent, listenerKey } from '../../data/listeners.ts';
import { defineWrite, NOTHING } from '../../define.ts';
import { noSuch } from '../../problem.ts';
import { number } from '../../schema.ts';

export default defineWrite({
  path: '/General/UnregisterEventListener',
  aliases: ['/Triggers/UnregisterEventListener'],
  summary: 'Ends what RegisterEventListener began.',
  evidence: 'documented',
  effect: 'settings',
  query: {},
  body: z.strictObject({ EventTypeID: listenerEvent, ChannelID: number.optional() }),
  answer: NOTHING,
  handle({ world, tenant, effects }, { EventTypeID, ChannelID }) {
    const key = listenerKey(EventTypeID, ChannelID);
    if (!world.publicRecords.listeners.remove(tenant.facts.id, key)) return noSuch('event listener', key);
    effects.changed({ type: 'event_listener', id: key, act: 'unregister' });
    return null;
  },
});
