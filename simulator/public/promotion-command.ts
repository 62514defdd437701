import type { Effect, Evidence } from '#contract/effects.ts';
import type { PromotionRecord } from '#fixtures/world-data.ts';
import type { PromotionCommand } from './data/promotion-commands.ts';
import { PROMOTION, promotionOf, showPromotion } from './data/show-promotion.ts';
import { defineWrite } from './define.ts';
import type { FunctionCall, PublicFunction } from './define.ts';
import { Problem } from './problem.ts';

/** A function of OptiPromo that carries out one command on one promotion, and answers with it. */
export function definePromotionCommand(declaration: {
  readonly method?: PublicFunction['method'];
  readonly path: `/v1/promotions/:promotionId${string}`;
  readonly summary: string;
  readonly evidence: Evidence;
  readonly effect: Exclude<Effect, 'read'>;
  readonly command: PromotionCommand;
}): PublicFunction {
  const { command, ...facts } = declaration;
  return defineWrite({
    method: 'PATCH',
    ...facts,
    query: {},
    body: command.body,
    answer: PROMOTION,
    handle(call, body) {
      const promotion = promotionOf(call.tenant, call.params['promotionId']);
      if (promotion instanceof Problem) return promotion;
      const changed = command.carryOut(promotion, body, call.world.clock.now().toISOString());
      if (changed instanceof Problem) return changed;
      putPromotion(call, command.name, promotion, changed);
      return showPromotion(changed);
    },
  });
}

/** Writes a promotion down, and what became of it; `before` is null for a new one. */
export function putPromotion(
  { world, tenant, effects }: FunctionCall,
  act: string,
  before: PromotionRecord | null,
  after: PromotionRecord,
): void {
  world.changes.put(tenant.facts.id, 'promotions', after);
  const from = before === null ? {} : { from: before.status };
  effects.changed({ type: 'promotion', id: after.id, act, ...from, to: after.status });
}
