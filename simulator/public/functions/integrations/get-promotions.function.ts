import { z } from 'zod';
import { defineRead } from '../../define.ts';
import { list } from '../../schema.ts';

export default defineRead({
  path: '/Integrations/GetPromotions',
  summary: 'The promo codes of all promotions that are not archived.',
  evidence: 'documented',
  query: {},
  answer: list({ PromoCode: z.string(), PromotionName: z.string() }),
  handle: ({ tenant }) =>
    tenant.collections.promotions
      .filter(({ status }) => status !== 'archived')
      .map(({ code, name }) => ({ PromoCode: code, PromotionName: name })),
});
