import { z } from 'zod';
import { customerNamed } from '../../data/known-customers.ts';
import { channelOf } from '../../data/lookups.ts';
import { defineWrite, NOTHING } from '../../define.ts';
import { noSuch, Problem } from '../../problem.ts';
import { customer, number } from '../../schema.ts';

export default defineWrite({
  path: '/Integrations/SetCustomerChannelPreference',
  summary: 'Whether a customer may be addressed through a channel.',
  evidence: 'inferred',
  effect: 'modify',
  query: {},
  body: z.strictObject({ CustomerID: customer, ChannelID: number, IsAllowed: z.boolean() }),
  answer: NOTHING,
  handle(call, { CustomerID, ChannelID, IsAllowed }) {
    const { world, tenant, effects } = call;
    const channel = channelOf(tenant, String(ChannelID));
    if (channel instanceof Problem) return channel;
    const known = customerNamed(call, CustomerID);
    if (known === null) return noSuch('customer', CustomerID);
    const preference = { customer: known.id, channel: channel.id, allowed: IsAllowed };
    world.publicRecords.preferences.put(tenant.facts.id, `${known.id}/${channel.id}`, preference);
    effects.changed({ type: 'customer', id: known.id, act: 'set channel preference' });
    return null;
  },
});
