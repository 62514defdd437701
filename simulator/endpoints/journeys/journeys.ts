import { journeySchema, journeySummarySchema } from '#contract/entities/journey.ts';
import type { JourneyRecord } from '#fixtures/world-data.ts';
import { among } from '../../tenant/table-index/criterion.ts';
import type { EntityCollection } from '../listing/entity-endpoints.ts';

export const journeys: EntityCollection<'journeys'> = {
  name: 'journeys',
  entity: 'journey',
  summarySchema: journeySummarySchema,
  schema: journeySchema,
  criteria: (filters) => [
    ...among<JourneyRecord>('status', filters.status, ({ status }) => status),
    ...among<JourneyRecord>('channels', filters.channel, ({ channels }) => channels),
  ],
};
