import { promotionSchema } from '#contract/entities/promotion.ts';
import { defineGetTool } from './get-tool.ts';

export default defineGetTool({
  name: 'optimove_get_promotion',
  title: 'Get promotion',
  description:
    'One promotion: code, reward type, validity, limits and the campaigns that use it. Does not expose individual voucher codes.',
  entity: 'promotion',
  collection: 'promotions',
  schema: promotionSchema,
  list_tool: 'optimove_list_promotions',
});
