import type { z } from 'zod';
import { campaignSchema } from '#contract/entities/campaign.ts';
import { channelSchema, templateSchema } from '#contract/entities/channel.ts';
import { journeySchema } from '#contract/entities/journey.ts';
import { promotionSchema } from '#contract/entities/promotion.ts';
import { segmentSchema } from '#contract/entities/segment.ts';
import { streamSchema } from '#contract/entities/stream.ts';
import { targetGroupSchema } from '#contract/entities/target-group.ts';
import { triggerSchema } from '#contract/entities/trigger.ts';
import type { Collections } from '#fixtures/world-data.ts';

const url = { url: true } as const;

/** What a record of each collection is: an entity without what is derived where it is shown. */
export const RECORD_SCHEMAS: { readonly [Name in keyof Collections]: z.ZodType<Collections[Name]> } = {
  campaigns: campaignSchema.omit(url),
  promotions: promotionSchema.omit(url),
  triggers: triggerSchema.omit(url),
  journeys: journeySchema.omit(url),
  streams: streamSchema.omit(url),
  segments: segmentSchema.omit({ ...url, definition_text: true }),
  'target-groups': targetGroupSchema.omit({ ...url, criteria_text: true }),
  channels: channelSchema.omit(url),
  templates: templateSchema.omit(url),
};
