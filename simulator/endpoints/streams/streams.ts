import { streamSchema, streamSummarySchema } from '#contract/entities/stream.ts';
import type { EntityCollection } from '../listing/entity-endpoints.ts';
import { holds, isAmong } from '../listing/filters.ts';

export const streams: EntityCollection<'streams'> = {
  name: 'streams',
  entity: 'stream',
  summarySchema: streamSummarySchema,
  schema: streamSchema,
  matches: (stream, filters) =>
    isAmong(stream.status, filters.status) && holds(stream.channels, filters.channel),
};
