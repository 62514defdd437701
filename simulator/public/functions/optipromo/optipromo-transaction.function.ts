import { z } from 'zod';
import type { PromotionRecord } from '#fixtures/world-data.ts';
import { PROMOTION_COMMANDS } from '../../data/promotion-commands.ts';
import { PROMOTION, promotionOf, showPromotion } from '../../data/show-promotion.ts';
import { defineWrite } from '../../define.ts';
import { Problem } from '../../problem.ts';
import { putPromotion } from '../../promotion-command.ts';
import { MOST_ITEMS } from '../../schema.ts';

const names = z.enum([
  'setMetadata',
  'setProperties',
  'setPromotionTiers',
  'setRewardConstraints',
  'setPublishingBudgets',
  'activate',
  'deactivate',
  'archive',
]);

export default defineWrite({
  path: '/v1/promotions/transaction',
  summary: 'Carries out several commands, of which activate may be one: all of them, or none.',
  evidence: 'inferred',
  effect: 'activate',
  query: {},
  body: z.strictObject({
    commands: z
      .array(
        z.strictObject({
          command: names,
          promotionId: z.string().regex(/^[1-9]\d{0,14}$/),
          parameters: z.record(z.string(), z.unknown()).optional(),
        }),
      )
      .min(1)
      .max(MOST_ITEMS),
  }),
  answer: z.object({ promotions: z.array(PROMOTION) }),
  handle(call, { commands }) {
    const now = call.world.clock.now().toISOString();
    const latest = new Map<string, PromotionRecord>();
    const steps: (() => void)[] = [];
    for (const { command, promotionId, parameters } of commands) {
      const before = latest.get(promotionId) ?? promotionOf(call.tenant, promotionId);
      if (before instanceof Problem) return before;
      const after = PROMOTION_COMMANDS[command].carryOut(before, parameters, now);
      if (after instanceof Problem) return after;
      latest.set(promotionId, after);
      steps.push(() => putPromotion(call, command, before, after));
    }
    for (const step of steps) step();
    return { promotions: [...latest.values()].map(showPromotion) };
  },
});
