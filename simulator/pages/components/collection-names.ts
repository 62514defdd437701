import type { Collections } from '#fixtures/world-data.ts';

/** The collections of a tenant in words, in the order in which the console shows them. */
export const COLLECTION_NAMES: Readonly<Record<keyof Collections, { one: string; many: string }>> = {
  campaigns: { one: 'Campaign', many: 'Campaigns' },
  journeys: { one: 'Journey', many: 'Journeys' },
  streams: { one: 'Stream', many: 'Streams' },
  triggers: { one: 'Trigger', many: 'Triggers' },
  segments: { one: 'Segment', many: 'Segments' },
  'target-groups': { one: 'Target group', many: 'Target groups' },
  promotions: { one: 'Promotion', many: 'Promotions' },
  templates: { one: 'Template', many: 'Templates' },
  channels: { one: 'Channel', many: 'Channels' },
};
