import { z } from 'zod';
import { channelOf } from '../../data/lookups.ts';
import { defineWrite, NOTHING } from '../../define.ts';
import { noSuch, Problem } from '../../problem.ts';
import { id, MOST_ITEMS, name } from '../../schema.ts';

export default defineWrite({
  path: '/Integrations/DeleteChannelApps',
  summary: 'Deletes apps of a channel: all that are named, or none.',
  evidence: 'documented',
  effect: 'delete',
  query: { ChannelID: id },
  body: z
    .array(z.strictObject({ AppID: name }))
    .min(1)
    .max(MOST_ITEMS),
  answer: NOTHING,
  handle({ world, tenant, effects }, apps, { ChannelID }) {
    const channel = channelOf(tenant, ChannelID);
    if (channel instanceof Problem) return channel;
    const records = world.publicRecords.apps;
    const keyOf = (app: string): string => `${channel.id}/${app}`;
    const unknown = apps.find(({ AppID }) => records.get(tenant.facts.id, keyOf(AppID)) === undefined);
    if (unknown !== undefined) return noSuch('app', unknown.AppID);
    for (const { AppID } of apps) {
      records.remove(tenant.facts.id, keyOf(AppID));
      effects.changed({ type: 'app', id: AppID, act: 'delete' });
    }
    return null;
  },
});
