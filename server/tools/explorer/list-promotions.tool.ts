import { promotionStatusSchema, promotionSummarySchema } from '#contract/entities/promotion.ts';
import { anyOfParam, dateParam } from '../params.ts';
import { defineListTool } from './list-tool.ts';

export default defineListTool({
  name: 'optimove_list_promotions',
  title: 'List promotions',
  description: 'Promotion summaries: code, name, type, validity and where used.',
  collection: 'promotions',
  summary: promotionSummarySchema,
  filters: {
    status: anyOfParam(promotionStatusSchema, 'Any of these.'),
    valid_on: dateParam('ISO date.'),
  },
});
