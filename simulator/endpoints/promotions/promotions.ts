import { promotionSchema, promotionSummarySchema } from '#contract/entities/promotion.ts';
import type { PromotionRecord } from '#fixtures/world-data.ts';
import { among } from '../../tenant/table-index/criterion.ts';
import { validOn } from '../listing/filters.ts';
import type { EntityCollection } from '../listing/entity-endpoints.ts';

export const promotions: EntityCollection<'promotions'> = {
  name: 'promotions',
  entity: 'promotion',
  summarySchema: promotionSummarySchema,
  schema: promotionSchema,
  criteria: (filters, { facts }) => [
    ...among<PromotionRecord>('status', filters.status, ({ status }) => status),
    ...validOn<PromotionRecord>(filters.valid_on, facts.time_zone),
  ],
};
