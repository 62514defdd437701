import { PROMOTION_COMMANDS } from '../../data/promotion-commands.ts';
import { definePromotionCommand } from '../../promotion-command.ts';

export default definePromotionCommand({
  path: '/v1/promotions/:promotionId/metadata',
  summary: 'Sets name and description, unless it is archived.',
  evidence: 'designed',
  effect: 'modify',
  command: PROMOTION_COMMANDS.setMetadata,
});
