import { z } from 'zod';
import { integer } from '../schema.ts';
import type { Treated } from './treatments.ts';

/** What a customer was to get: an action, and its promo code. */
export const PROMISED = { ActionID: integer, PromoCode: z.string() };

export function promised({ customer, treatment: { actionId, action } }: Treated) {
  return { customer, ActionID: actionId, PromoCode: action?.promotion?.code ?? '' };
}
