import type { ChannelRecord, TemplateRecord } from '#fixtures/world-data.ts';
import { countWith, type Wanted } from './table-index/rows-with.ts';

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
    template_count: countWith(templates, ofChannel(channel)),
  };
}

/** The templates that are made for a channel. */
export function ofChannel({ id }: Pick<ChannelRecord, 'id'>): Wanted<TemplateRecord> {
  return { property: 'channel_id', values: [id], of: ({ channel_id: channel }) => channel };
}
