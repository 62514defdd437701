import { CAMPAIGN_STATUSES } from '#contract/entities/campaign.ts';
import type { ChannelKind } from '#contract/entities/entity.ts';
import { CHANNEL_STATUSES } from '#contract/entities/channel.ts';
import { JOURNEY_STATUSES } from '#contract/entities/journey.ts';
import { PROMOTION_STATUSES } from '#contract/entities/promotion.ts';
import { SEGMENT_KINDS } from '#contract/entities/segment.ts';
import { STREAM_STATUSES } from '#contract/entities/stream.ts';
import { TARGET_GROUP_STATUSES } from '#contract/entities/target-group.ts';
import { TRIGGER_STATUSES } from '#contract/entities/trigger.ts';
import type { Collections } from '#fixtures/world-data.ts';
import { html } from 'hono/html';
import { channelList } from '../../pages/components/channel-words.ts';
import { foreignText } from '../../pages/components/text.ts';
import { inWords } from '../../pages/components/words.ts';
import { shortTime } from '../../pages/components/time.ts';
import { campaignsFor } from '../details/audience.ts';
import { ofChannel } from '../../tenant/channel-seen.ts';
import { countWith } from '../../tenant/table-index/rows-with.ts';
import { refLink } from '../place.ts';
import { channelsColumn, nameColumn, numberColumn, statusColumn, updatedColumn } from './columns.ts';
import type { Listing } from './listing.ts';

const DATES = {
  created: (row: { created_at: string }) => row.created_at,
  updated: (row: { updated_at: string }) => row.updated_at,
};

function byStatus(values: readonly string[]) {
  return { label: 'Status', values, property: 'status', of: (row: { status: string }) => row.status };
}

const CHANNELS = {
  property: 'channels',
  of: (row: { channels: readonly ChannelKind[] }) => row.channels,
};

const campaigns: Listing<Collections['campaigns']> = {
  ...DATES,
  texts: { tags: ({ tags }) => tags },
  status: byStatus(CAMPAIGN_STATUSES),
  channels: CHANNELS,
  columns: (place) => [
    nameColumn(place, 'campaigns'),
    statusColumn,
    channelsColumn,
    { head: 'Audience', cell: (row) => refLink(place, 'target-groups', row.target_group) },
    {
      head: 'Execution',
      cell: (row) => (row.execution_at ? shortTime(row.execution_at, place.tenant.time_zone) : '–'),
    },
    updatedColumn(place.tenant.time_zone),
  ],
};

const journeys: Listing<Collections['journeys']> = {
  ...DATES,
  texts: { description: ({ description }) => [description] },
  status: byStatus(JOURNEY_STATUSES),
  channels: CHANNELS,
  columns: (place) => [
    nameColumn(place, 'journeys'),
    statusColumn,
    channelsColumn,
    numberColumn('Active customers', (row) => row.active_customers),
    updatedColumn(place.tenant.time_zone),
  ],
};

const streams: Listing<Collections['streams']> = {
  ...DATES,
  status: byStatus(STREAM_STATUSES),
  channels: CHANNELS,
  columns: (place) => [
    nameColumn(place, 'streams'),
    statusColumn,
    channelsColumn,
    numberColumn('Campaigns', (row) => row.campaign_count),
    updatedColumn(place.tenant.time_zone),
  ],
};

const triggers: Listing<Collections['triggers']> = {
  ...DATES,
  texts: { event: ({ event }) => [event] },
  status: byStatus(TRIGGER_STATUSES),
  channels: CHANNELS,
  columns: (place) => [
    nameColumn(place, 'triggers'),
    statusColumn,
    { head: 'Event', cell: (row) => html`<code>${foreignText(row.event)}</code>` },
    channelsColumn,
    numberColumn('Fired in 24 hours', (row) => row.fired_last_24h),
    updatedColumn(place.tenant.time_zone),
  ],
};

const segments: Listing<Collections['segments']> = {
  ...DATES,
  status: { label: 'Kind', values: SEGMENT_KINDS, property: 'kind', of: (row) => row.kind },
  columns: (place) => [
    nameColumn(place, 'segments'),
    { head: 'Key', cell: (row) => html`<code>${row.key}</code>` },
    { head: 'Kind', cell: (row) => inWords(row.kind) },
    numberColumn('Customers', (row) => row.customer_count),
    updatedColumn(place.tenant.time_zone),
  ],
};

const targetGroups: Listing<Collections['target-groups']> = {
  ...DATES,
  status: byStatus(TARGET_GROUP_STATUSES),
  columns: (place) => [
    nameColumn(place, 'target-groups'),
    statusColumn,
    numberColumn('Priority', (row) => row.priority),
    numberColumn('Customers', (row) => row.size),
    numberColumn('Campaigns', (row) => campaignsFor(place, row).length),
    updatedColumn(place.tenant.time_zone),
  ],
};

const promotions: Listing<Collections['promotions']> = {
  ...DATES,
  status: byStatus(PROMOTION_STATUSES),
  columns: (place) => [
    nameColumn(place, 'promotions'),
    statusColumn,
    { head: 'Code', cell: (row) => html`<code>${foreignText(row.code)}</code>` },
    { head: 'Reward', cell: (row) => inWords(row.reward_type) },
    {
      head: 'Valid until',
      cell: (row) => (row.valid_to ? shortTime(row.valid_to, place.tenant.time_zone) : 'no end'),
    },
    updatedColumn(place.tenant.time_zone),
  ],
};

const templates: Listing<Collections['templates']> = {
  updated: DATES.updated,
  texts: { subject: ({ subject }) => [subject ?? ''] },
  channels: { property: 'channel', of: ({ channel }) => [channel] },
  columns: (place) => [
    nameColumn(place, 'templates'),
    { head: 'Channel', cell: (row) => channelList([row.channel]) },
    { head: 'Language', cell: (row) => html`<code>${row.language}</code>` },
    updatedColumn(place.tenant.time_zone),
  ],
};

const channels: Listing<Collections['channels']> = {
  texts: { provider: ({ provider }) => [provider] },
  status: byStatus(CHANNEL_STATUSES),
  channels: { property: 'kind', of: ({ kind }) => [kind] },
  columns: (place) => [
    nameColumn(place, 'channels'),
    statusColumn,
    { head: 'Kind', cell: (row) => channelList([row.kind]) },
    { head: 'Provider', cell: (row) => foreignText(row.provider) },
    numberColumn('Templates', (row) => countWith(place.visible('templates'), ofChannel(row))),
  ],
};

export const LISTINGS: { readonly [Name in keyof Collections]: Listing<Collections[Name]> } = {
  campaigns,
  journeys,
  streams,
  triggers,
  segments,
  'target-groups': targetGroups,
  promotions,
  templates,
  channels,
};
