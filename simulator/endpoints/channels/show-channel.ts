import type { ChannelRecord } from '#fixtures/world-data.ts';
import { channelSeen } from '../../tenant/channel-seen.ts';
import type { TenantCall } from '../define.ts';
import { consoleUrl } from '../listing/envelope.ts';

/** A channel as the caller may see it. */
export function showChannel(call: TenantCall, channel: ChannelRecord): ChannelRecord & { url: string } {
  const templates = call.world.visible(call.user, call.tenant.facts.id, 'templates');
  return {
    ...channelSeen(channel, { brands: call.membership.brands, templates }),
    url: consoleUrl(call, 'channels', channel.id),
  };
}
