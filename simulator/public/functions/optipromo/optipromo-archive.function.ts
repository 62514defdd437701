import { PROMOTION_COMMANDS } from '../../data/promotion-commands.ts';
import { definePromotionCommand } from '../../promotion-command.ts';

export default definePromotionCommand({
  method: 'DELETE',
  path: '/v1/promotions/:promotionId',
  summary: 'Archives a promotion for good; it can only be duplicated.',
  evidence: 'documented',
  effect: 'delete',
  command: PROMOTION_COMMANDS.archive,
});
