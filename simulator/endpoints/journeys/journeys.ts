import { journeySchema, journeySummarySchema } from '#contract/entities/journey.ts';
import type { EntityCollection } from '../listing/entity-endpoints.ts';
import { holds, isAmong } from '../listing/filters.ts';

export const journeys: EntityCollection<'journeys'> = {
  name: 'journeys',
  entity: 'journey',
  summarySchema: journeySummarySchema,
  schema: journeySchema,
  matches: (journey, filters) =>
    isAmong(journey.status, filters.status) && holds(journey.channels, filters.channel),
};
