import { PROMOTION_COMMANDS } from '../../data/promotion-commands.ts';
import { definePromotionCommand } from '../../promotion-command.ts';

export default definePromotionCommand({
  path: '/v1/promotions/:promotionId/publishingBudgets',
  summary: 'Caps audience and total reward.',
  evidence: 'designed',
  effect: 'modify',
  command: PROMOTION_COMMANDS.setPublishingBudgets,
});
