import type { executedActions } from './actions-of-group.ts';

/** The promo codes of actions; an action without a promotion has none. */
export function promoCodes(actions: ReturnType<typeof executedActions>) {
  return actions.flatMap(({ campaign, number, action }) =>
    action.promotion === null
      ? []
      : [
          {
            TargetGroupID: campaign.target_group.id,
            RecipientGroupID: number,
            ActionID: action.id,
            PromoCode: action.promotion.code,
          },
        ],
  );
}
