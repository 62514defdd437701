import { PROMOTION_COMMANDS } from '../../data/promotion-commands.ts';
import { definePromotionCommand } from '../../promotion-command.ts';

export default definePromotionCommand({
  path: '/v1/promotions/:promotionId/properties',
  summary: 'Sets reward type and end of a promotion that is not active.',
  evidence: 'designed',
  effect: 'modify',
  command: PROMOTION_COMMANDS.setProperties,
});
