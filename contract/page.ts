import { z } from 'zod';

/** One page of a list of the tenant API. `total` counts everything that matches and the caller may see. */
export const pageInfoSchema = z.object({
  returned: z.int().min(0),
  total: z.int().min(0),
  has_more: z.boolean(),
  next_cursor: z.string().optional(),
});
export type PageInfo = z.infer<typeof pageInfoSchema>;

/** What every answer about a tenant says of itself: whose it is, in which zone, and at which instant of the world's clock. */
export const envelopeSchema = z.object({
  tenant_id: z.string(),
  time_zone: z.string(),
  as_of: z.iso.datetime(),
});
export type Envelope = z.infer<typeof envelopeSchema>;

export function listAnswerOf<Item extends z.ZodType>(item: Item) {
  return envelopeSchema.extend({ items: z.array(item), page: pageInfoSchema });
}

export function itemAnswerOf<Item extends z.ZodType>(item: Item) {
  return envelopeSchema.extend({ item });
}

/** The answer of `…/lookup?name=`: what bears exactly this name or key, and the nearest names when nothing does. */
export const lookupAnswerSchema = envelopeSchema.extend({
  matches: z.array(z.object({ id: z.string(), name: z.string() })).max(10),
  nearest: z.array(z.object({ id: z.string(), name: z.string() })).max(5),
});
export type LookupAnswer = z.infer<typeof lookupAnswerSchema>;
