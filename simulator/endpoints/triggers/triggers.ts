import { triggerSchema, triggerSummarySchema } from '#contract/entities/trigger.ts';
import type { TriggerRecord } from '#fixtures/world-data.ts';
import { among } from '../../tenant/table-index/criterion.ts';
import type { EntityCollection } from '../listing/entity-endpoints.ts';

export const triggers: EntityCollection<'triggers'> = {
  name: 'triggers',
  entity: 'trigger',
  summarySchema: triggerSummarySchema,
  schema: triggerSchema,
  criteria: (filters) => [
    ...among<TriggerRecord>('status', filters.status, ({ status }) => status),
    ...among<TriggerRecord>('event', filters.event, ({ event }) => event),
    ...among<TriggerRecord>('channels', filters.channel, ({ channels }) => channels),
  ],
};
