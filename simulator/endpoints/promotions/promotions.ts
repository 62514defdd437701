import { promotionSchema, promotionSummarySchema } from '#contract/entities/promotion.ts';
import type { EntityCollection } from '../listing/entity-endpoints.ts';
import { isAmong, isValidOn } from '../listing/filters.ts';

export const promotions: EntityCollection<'promotions'> = {
  name: 'promotions',
  entity: 'promotion',
  summarySchema: promotionSummarySchema,
  schema: promotionSchema,
  matches: (promotion, filters, { facts }) =>
    isAmong(promotion.status, filters.status) &&
    (filters.valid_on === undefined ||
      isValidOn(promotion.valid_from, promotion.valid_to, filters.valid_on, facts.time_zone)),
};
