import * as fc from 'fast-check';
import type { z } from 'zod';
import { campaignSchema } from '#contract/entities/campaign.ts';
import { channelSchema, templateSummarySchema } from '#contract/entities/channel.ts';
import { journeySchema } from '#contract/entities/journey.ts';
import { promotionSchema } from '#contract/entities/promotion.ts';
import { schemaItemSchema } from '#contract/entities/schema-item.ts';
import { segmentSchema } from '#contract/entities/segment.ts';
import { streamSchema } from '#contract/entities/stream.ts';
import { targetGroupSchema } from '#contract/entities/target-group.ts';
import { meSchema } from '#contract/entities/tenant.ts';
import { triggerSchema } from '#contract/entities/trigger.ts';
import { arbitraryOf } from './arbitrary-of.ts';
import type { FakeTenant } from './fake-api.ts';

/** What each collection of the platform API holds, by its name in the path. */
export const ENTITY_SCHEMAS = {
  campaigns: campaignSchema,
  promotions: promotionSchema,
  triggers: triggerSchema,
  journeys: journeySchema,
  streams: streamSchema,
  segments: segmentSchema,
  'target-groups': targetGroupSchema,
  channels: channelSchema,
  templates: templateSummarySchema,
} as const;

/** Tenants whose people wrote `text`. Ids count from 1, so that the entity `1` is everywhere. */
export function tenants(text: fc.Arbitrary<string>, size: number): fc.Arbitrary<FakeTenant> {
  const several = (schema: z.ZodType) =>
    fc
      .array(arbitraryOf(schema, text), { minLength: size, maxLength: size, size: 'max' })
      .map((items) => items.map((item, at) => Object.assign({}, item, { id: String(at + 1) })));
  const collections = Object.entries(ENTITY_SCHEMAS).map(
    ([name, schema]): [string, fc.Arbitrary<unknown[]>] => [name, several(schema)],
  );
  const me = arbitraryOf(meSchema, text).map((value) => [
    {
      ...meSchema.parse(value),
      tenants: meSchema.parse(value).tenants.map((one) => ({ ...one, id: 'lumenplay' })),
    },
  ]);
  const schema = fc.array(arbitraryOf(schemaItemSchema, text), { minLength: size, maxLength: size });
  return fc.record({ ...Object.fromEntries(collections), schema, me });
}

/** Arguments with which each tool answers about such a tenant. */
export function argumentsFor(name: string): object {
  if (name.startsWith('optimove_get_') && name !== 'optimove_get_tenant') return { id: '1' };
  return name.startsWith('optimove_list_') || name === 'optimove_search_schema' ? { limit: 100 } : {};
}
