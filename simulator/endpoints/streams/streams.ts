import { streamSchema, streamSummarySchema } from '#contract/entities/stream.ts';
import type { StreamRecord } from '#fixtures/world-data.ts';
import { among } from '../../tenant/table-index/criterion.ts';
import type { EntityCollection } from '../listing/entity-endpoints.ts';

export const streams: EntityCollection<'streams'> = {
  name: 'streams',
  entity: 'stream',
  summarySchema: streamSummarySchema,
  schema: streamSchema,
  criteria: (filters) => [
    ...among<StreamRecord>('status', filters.status, ({ status }) => status),
    ...among<StreamRecord>('channels', filters.channel, ({ channels }) => channels),
  ],
};
