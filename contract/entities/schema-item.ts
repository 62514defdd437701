import { z } from 'zod';

export const SCHEMA_KINDS = ['attribute', 'event', 'lifecycle_stage', 'metric', 'dimension', 'tag'] as const;
export const schemaKindSchema = z.enum(SCHEMA_KINDS);
export const VALUE_TYPES = ['string', 'number', 'boolean', 'date'] as const;
const base = { key: z.string(), name: z.string(), description: z.string() };

/** What a tenant's data is made of: the words in which criteria, conditions and analytics queries are written. */
export const schemaItemSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('attribute'),
    ...base,
    aliases: z.array(z.string()),
    value_type: z.enum(VALUE_TYPES),
    allowed_values: z.array(z.string()).optional(),
  }),
  z.object({
    kind: z.literal('event'),
    ...base,
    properties: z.array(
      z.object({
        key: z.string(),
        value_type: z.enum(['string', 'number', 'boolean']),
        description: z.string(),
      }),
    ),
  }),
  z.object({ kind: z.literal('lifecycle_stage'), ...base }),
  z.object({ kind: z.literal('metric'), ...base, unit: z.enum(['count', 'percent', 'currency']) }),
  z.object({ kind: z.literal('dimension'), ...base }),
  z.object({ kind: z.literal('tag'), ...base }),
]);
export type SchemaItem = z.infer<typeof schemaItemSchema>;
