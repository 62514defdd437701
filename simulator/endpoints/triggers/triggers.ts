import { triggerSchema, triggerSummarySchema } from '#contract/entities/trigger.ts';
import type { EntityCollection } from '../listing/entity-endpoints.ts';
import { holds, isAmong, isEqual } from '../listing/filters.ts';

export const triggers: EntityCollection<'triggers'> = {
  name: 'triggers',
  entity: 'trigger',
  summarySchema: triggerSummarySchema,
  schema: triggerSchema,
  matches: (trigger, filters) =>
    isAmong(trigger.status, filters.status) &&
    isEqual(trigger.event, filters.event) &&
    holds(trigger.channels, filters.channel),
};
