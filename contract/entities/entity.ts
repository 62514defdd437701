import { z } from 'zod';

/** Numeric, as Optimove's ids are, and carried as a string. */
export const idSchema = z.string().regex(/^[1-9]\d{0,15}$/);
export const instantSchema = z.iso.datetime();
/** An instant in a query, with its seconds. @see RFC 3339, section 5.6 */
export const queryInstantSchema = instantSchema.regex(/T\d\d:\d\d:\d\d/);
export const dateSchema = z.iso.date();

export const CHANNEL_KINDS = [
  'email',
  'sms',
  'push',
  'in_app',
  'web',
  'whatsapp',
  'call_center',
  'custom',
] as const;
export const channelKindSchema = z.enum(CHANNEL_KINDS);
export type ChannelKind = z.infer<typeof channelKindSchema>;

/** Where an entity was made: in the console, through the connector, or through the public API. */
export const SOURCES = ['ui', 'mcp', 'api'] as const;

export const refSchema = z.object({ id: idSchema, name: z.string() });
export type Ref = z.infer<typeof refSchema>;

/** What every entity has. `url` is its page in the console. */
export const entityBaseSchema = z.object({
  id: idSchema,
  name: z.string().min(1),
  brand: z.string(),
  source: z.enum(SOURCES),
  created_at: instantSchema,
  created_by: z.string(),
  updated_at: instantSchema,
  url: z.url(),
});
