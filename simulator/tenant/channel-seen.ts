import type { ChannelRecord, TemplateRecord } from '#fixtures/world-data.ts';
import { countWith } from './table-index/rows-with.ts';

/**
 * A channel as a user may see it, though it belongs to the whole tenant: with the senders of the user's brands alone, and its
 * templates counted among those that the user sees.
 */
export function channelSeen(
  channel: ChannelRecord,
  { brands, templates }: { brands: readonly string[]; templates: readonly TemplateRecord[] },
): ChannelRecord {
  return {
    ...channel,
    senders: channel.senders.filter(({ brand }) => brands.includes(brand)),
    template_count: countWith(templates, {
      property: 'channel_id',
      values: [channel.id],
      of: ({ channel_id: id }) => id,
    }),
  };
}
