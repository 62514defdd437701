import { z } from 'zod';
import { sectionPartSchema, sectionSchema } from '../shaping/sections.ts';

/** What every output says: whose data it is, in which zone, and as of when. */
export const envelopeOutput = {
  tenant_id: z.string(),
  time_zone: z.string(),
  as_of: z.string(),
};

const pageOutput = z.object({
  returned: z.number(),
  has_more: z.boolean(),
  next_cursor: z.string().optional(),
  total: z.number().optional(),
});

/** What an answer holds where an item is too large for it. */
const inPartsOutput = {
  sections: z.array(sectionSchema).optional(),
  section: sectionPartSchema.optional(),
};

/** What an item says of itself where it is shortened. */
export const noteOutput = { note: z.string().optional() };

/** The output of a list tool. */
export function listOutput(item: z.ZodObject) {
  return z.object({
    items: z.array(item.extend(noteOutput)),
    page: pageOutput,
    ...envelopeOutput,
    resolved: z.record(z.string(), z.string()).optional(),
    truncated_to_fit: z.boolean().optional(),
    ...inPartsOutput,
  });
}

/** The output of a get tool, whose item may come in parts. */
export function itemOutput(item: z.ZodObject) {
  return z.object({
    item,
    ...envelopeOutput,
    ...inPartsOutput,
    next_cursor: z.string().optional(),
  });
}
