import { z } from 'zod';
import { campaignStatusSchema, campaignTypeSchema } from './entities/campaign.ts';
import { channelKindSchema, dateSchema, idSchema, queryInstantSchema } from './entities/entity.ts';
import { journeyStatusSchema } from './entities/journey.ts';
import { promotionStatusSchema } from './entities/promotion.ts';
import { schemaKindSchema } from './entities/schema-item.ts';
import { segmentKindSchema } from './entities/segment.ts';
import { streamStatusSchema } from './entities/stream.ts';
import { targetGroupStatusSchema } from './entities/target-group.ts';
import { triggerStatusSchema } from './entities/trigger.ts';

/** A repeated query parameter: `?status=draft&status=running`. */
export function anyOf<Value extends z.ZodType>(value: Value) {
  return z.union([z.array(value), value.transform((one) => [one])]).optional();
}

export const paging = {
  limit: z.coerce.number().int().min(1).max(100).default(25),
  cursor: z.string().max(2048).optional(),
};
const listing = {
  ...paging,
  /** Part of the name or key, ignoring case and accents. */
  query: z.string().max(200).optional(),
  brand: z.string().max(64).optional(),
  created_after: queryInstantSchema.optional(),
  created_before: queryInstantSchema.optional(),
  updated_after: queryInstantSchema.optional(),
  updated_before: queryInstantSchema.optional(),
  sort: z.enum(['updated_desc', 'created_desc', 'name_asc']).default('updated_desc'),
};

/** The query parameters of each list of the platform API. Anything else is refused with 400 and the list of known ones. */
export const LIST_QUERIES = {
  campaigns: z.strictObject({
    ...listing,
    status: anyOf(campaignStatusSchema),
    type: campaignTypeSchema.optional(),
    channel: channelKindSchema.optional(),
    target_group_id: idSchema.optional(),
    tag: z.string().max(64).optional(),
    execution_from: queryInstantSchema.optional(),
    execution_to: queryInstantSchema.optional(),
  }),
  promotions: z.strictObject({
    ...listing,
    status: anyOf(promotionStatusSchema),
    valid_on: dateSchema.optional(),
  }),
  triggers: z.strictObject({
    ...listing,
    status: anyOf(triggerStatusSchema),
    event: z.string().max(64).optional(),
    channel: channelKindSchema.optional(),
  }),
  journeys: z.strictObject({
    ...listing,
    status: anyOf(journeyStatusSchema),
    channel: channelKindSchema.optional(),
  }),
  streams: z.strictObject({
    ...listing,
    status: anyOf(streamStatusSchema),
    channel: channelKindSchema.optional(),
  }),
  segments: z.strictObject({ ...listing, kind: segmentKindSchema.optional() }),
  'target-groups': z.strictObject({ ...listing, status: anyOf(targetGroupStatusSchema) }),
  channels: z.strictObject({ ...paging }),
  templates: z.strictObject({
    ...paging,
    channel_id: idSchema.optional(),
    query: z.string().max(200).optional(),
  }),
  schema: z.strictObject({
    ...paging,
    kind: schemaKindSchema.optional(),
    query: z.string().max(200).optional(),
  }),
} as const;

/** `…/lookup?name=`: an exact name or key. */
export const lookupQuerySchema = z.strictObject({ name: z.string().min(1).max(300) });

/** The entity collections of the platform API, as they stand in its paths. */
export const COLLECTIONS = [
  'campaigns',
  'promotions',
  'triggers',
  'journeys',
  'streams',
  'segments',
  'target-groups',
] as const;
export type Collection = (typeof COLLECTIONS)[number];
