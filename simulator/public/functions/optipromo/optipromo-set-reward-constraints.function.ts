import { PROMOTION_COMMANDS } from '../../data/promotion-commands.ts';
import { definePromotionCommand } from '../../promotion-command.ts';

export default definePromotionCommand({
  path: '/v1/promotions/:promotionId/rewardConstraints',
  summary: 'Caps what a customer gets.',
  evidence: 'designed',
  effect: 'modify',
  command: PROMOTION_COMMANDS.setRewardConstraints,
});
