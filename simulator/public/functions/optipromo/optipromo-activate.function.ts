import { PROMOTION_COMMANDS } from '../../data/promotion-commands.ts';
import { definePromotionCommand } from '../../promotion-command.ts';

export default definePromotionCommand({
  path: '/v1/promotions/:promotionId/activate',
  summary: 'Draft or Deactivated → Active: campaigns may use it.',
  evidence: 'documented',
  effect: 'activate',
  command: PROMOTION_COMMANDS.activate,
});
