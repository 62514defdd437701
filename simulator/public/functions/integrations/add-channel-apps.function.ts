import { z } from 'zod';
import { channelOf } from '../../data/lookups.ts';
import { defineWrite, NOTHING } from '../../define.ts';
import { Problem } from '../../problem.ts';
import { id, MOST_ITEMS, name } from '../../schema.ts';

export default defineWrite({
  path: '/Integrations/AddChannelApps',
  summary: 'Adds apps to a channel; one of a known AppID is renamed.',
  evidence: 'documented',
  effect: 'create_live',
  query: { ChannelID: id },
  body: z
    .array(z.strictObject({ AppID: name, AppName: name }))
    .min(1)
    .max(MOST_ITEMS),
  answer: NOTHING,
  handle({ world, tenant, effects }, apps, { ChannelID }) {
    const channel = channelOf(tenant, ChannelID);
    if (channel instanceof Problem) return channel;
    for (const { AppID, AppName } of apps) {
      const app = { channel: channel.id, id: AppID, name: AppName };
      world.publicRecords.apps.put(tenant.facts.id, `${channel.id}/${AppID}`, app);
      effects.changed({ type: 'app', id: AppID, act: 'add' });
    }
    return null;
  },
});
