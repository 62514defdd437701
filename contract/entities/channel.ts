import { z } from 'zod';
import { channelKindSchema, idSchema, instantSchema, refSchema } from './entity.ts';

export const CHANNEL_STATUSES = ['active', 'degraded', 'disabled'] as const;

/** A channel belongs to the whole tenant; its senders and templates belong to brands and are shown by brand. */
export const channelSchema = z.object({
  id: idSchema,
  name: z.string(),
  kind: channelKindSchema,
  provider: z.string(),
  status: z.enum(CHANNEL_STATUSES),
  senders: z.array(z.object({ brand: z.string(), name: z.string(), address: z.string() })),
  template_count: z.int(),
  url: z.url(),
});
export type Channel = z.infer<typeof channelSchema>;

export const templateSummarySchema = z.object({
  id: idSchema,
  name: z.string(),
  brand: z.string(),
  channel: channelKindSchema,
  channel_id: idSchema,
  language: z.string(),
  updated_at: instantSchema,
  url: z.url(),
});
export const templateSchema = templateSummarySchema.extend({
  subject: z.string().nullable(),
  body: z.string(),
  personalization: z.array(z.string()),
  used_in: z.array(refSchema),
});
export type TemplateSummary = z.infer<typeof templateSummarySchema>;
export type Template = z.infer<typeof templateSchema>;
