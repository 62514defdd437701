import { z } from 'zod';
import { channelKindSchema, idSchema, instantSchema } from './entities/entity.ts';
import { predicateSchema } from './entities/predicate.ts';
import { streamStepSchema } from './entities/stream.ts';
import { triggerConditionSchema } from './entities/trigger.ts';

/** What can be drafted. The plural is the last segment of the path: `POST /tenants/{tenant}/drafts/{plural}`. */
export const DRAFT_TYPES = ['campaign', 'trigger', 'stream', 'target_group'] as const;
export const draftTypeSchema = z.enum(DRAFT_TYPES);
export type DraftType = z.infer<typeof draftTypeSchema>;

export const MOST_STREAM_STEPS = 20;
export const MOST_TRIGGER_CONDITIONS = 20;

/**
 * Names the attempt, so that a repeated one makes no second draft. Remembered for 24 hours of the world's clock, for each user,
 * tenant and type of draft; the same key with another body is refused.
 *
 * @see draft-ietf-httpapi-idempotency-key-header
 */
export const IDEMPOTENCY_HEADER = 'idempotency-key';
export const idempotencyKeySchema = z.string().regex(/^[\x21-\x7e]{1,128}$/);

/** A name belongs to one entity of its kind in a brand. */
const name = z.string().max(120).meta({ pattern: '\\S' }).trim().min(1);
/** One of the caller's brands; without it, that of what the draft refers to, or else the first of the caller's. */
const brand = z.string().max(64).optional();
const controlGroupPercent = z.int().min(0).max(50).default(10);
const objective = z.string().max(500).default('');

export const campaignContentSchema = z.strictObject({
  subject: z.string().max(998).optional(),
  body: z.string().max(100_000).optional(),
  cta_url: z
    .url({ protocol: /^https?$/ })
    .max(2048)
    .optional(),
});

/** The bodies of the four draft creations. No field of theirs could schedule, activate, arm or send: anything else is refused. */
export const DRAFT_BODIES = {
  campaign: z.strictObject({
    name,
    target_group_id: idSchema,
    channel: channelKindSchema,
    template_id: idSchema.optional(),
    content: campaignContentSchema.optional(),
    promotion_id: idSchema.optional(),
    control_group_percent: controlGroupPercent,
    objective,
    tags: z.array(z.string().min(1).max(64)).max(10).default([]),
  }),
  trigger: z.strictObject({
    name,
    brand,
    event: z.string().min(1).max(64),
    conditions: z.array(triggerConditionSchema.strict()).max(MOST_TRIGGER_CONDITIONS).default([]),
    frequency_cap: z
      .strictObject({
        max: z.int().min(1).max(1000),
        per: z.enum(['hour', 'day', 'week', 'lifetime']),
      })
      .optional(),
    target_group_id: idSchema.optional(),
    description: z.string().max(500).default(''),
  }),
  stream: z.strictObject({
    name,
    entry_target_group_id: idSchema,
    steps: z
      .array(
        streamStepSchema
          .omit({ template: true, promotion: true })
          .extend({ template_id: idSchema.optional(), promotion_id: idSchema.optional() })
          .strict(),
      )
      .min(1)
      .max(MOST_STREAM_STEPS),
    control_group_percent: controlGroupPercent,
    objective,
  }),
  target_group: z.strictObject({
    name,
    brand,
    description: z.string().max(2000).default(''),
    criteria: predicateSchema,
    exclude_target_group_ids: z.array(idSchema).max(20).default([]),
  }),
} as const satisfies Record<DraftType, z.ZodObject>;

/** The answer to a draft creation: 201 for a new draft, 200 for one that the same idempotency key had already made. */
export const draftAnswerSchema = z.object({
  draft: z.object({
    id: idSchema,
    type: draftTypeSchema,
    name: z.string(),
    brand: z.string(),
    status: z.literal('draft'),
    url: z.url(),
    created_at: instantSchema,
    created_by: z.string(),
  }),
  /** Customers; for target groups only. */
  estimated_size: z.int().min(0).optional(),
  replayed: z.boolean(),
});
export type DraftAnswer = z.infer<typeof draftAnswerSchema>;
