import { PROMOTION_COMMANDS } from '../../data/promotion-commands.ts';
import { definePromotionCommand } from '../../promotion-command.ts';

export default definePromotionCommand({
  path: '/v1/promotions/:promotionId/promotionTiers',
  summary: 'Sets the reward tiers, before the first activation only.',
  evidence: 'inferred',
  effect: 'modify',
  command: PROMOTION_COMMANDS.setPromotionTiers,
});
