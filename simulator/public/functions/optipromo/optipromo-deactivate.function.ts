import { PROMOTION_COMMANDS } from '../../data/promotion-commands.ts';
import { definePromotionCommand } from '../../promotion-command.ts';

export default definePromotionCommand({
  path: '/v1/promotions/:promotionId/deactivate',
  summary: 'Active → Deactivated, from where it can be activated again.',
  evidence: 'documented',
  effect: 'modify',
  command: PROMOTION_COMMANDS.deactivate,
});
