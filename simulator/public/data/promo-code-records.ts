import { z } from 'zod';

export const PROMO_CODE = z.object({
  promocodeId: z.string(),
  promotionId: z.string(),
  code: z.string(),
  kind: z.enum(['global', 'unique']),
});
