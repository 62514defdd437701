import type { ChannelRecord } from '#fixtures/world-data.ts';
import type { TenantCall } from '../define.ts';
import { consoleUrl } from '../listing/envelope.ts';

/** A channel as the caller may see it: with the senders of the caller's brands, and its templates counted among those alone. */
export function showChannel(call: TenantCall, channel: ChannelRecord): ChannelRecord & { url: string } {
  const templates = call.world.visible(call.user, call.tenant.facts.id, 'templates');
  return {
    ...channel,
    senders: channel.senders.filter(({ brand }) => call.membership.brands.includes(brand)),
    template_count: templates.filter(({ channel_id }) => channel_id === channel.id).length,
    url: consoleUrl(call, 'channels', channel.id),
  };
}
