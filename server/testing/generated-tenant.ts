import * as fc from 'fast-check';
import type { z } from 'zod';
import { campaignSchema } from '#contract/entities/campaign.ts';
import { channelSchema, templateSchema } from '#contract/entities/channel.ts';
import { executionErrorSchema } from '#contract/entities/execution-error.ts';
import { journeySchema } from '#contract/entities/journey.ts';
import { incidentSchema, serviceSchema } from '#contract/entities/pipeline.ts';
import { platformJobSchema } from '#contract/entities/platform-job.ts';
import { promotionSchema } from '#contract/entities/promotion.ts';
import { schemaItemSchema } from '#contract/entities/schema-item.ts';
import { segmentSchema } from '#contract/entities/segment.ts';
import { streamSchema } from '#contract/entities/stream.ts';
import { targetGroupSchema } from '#contract/entities/target-group.ts';
import { triggerSchema } from '#contract/entities/trigger.ts';
import type { ResultRow } from '#contract/entities/result.ts';
import { NO_HISTORY, type TenantData } from '#fixtures/world-data.ts';
import { arbitraryOf } from '../tools/testing/arbitrary-of.ts';

export const START = '2026-11-22T12:00:00.000Z';
const BRAND = 'generated';
const MINUTE = 60_000;
const FORMS = 7;

export interface GeneratedTenant {
  /** How many of each kind there are. */
  count: number;
  seed: number;
  /** What people wrote. */
  text: fc.Arbitrary<string>;
}

/** A tenant of generated records, of whose lists other ones may take the place while they are read. */
export type GrowingTenant = Omit<TenantData, 'collections'> & {
  collections: { -readonly [Name in keyof TenantData['collections']]: TenantData['collections'][Name] };
};

/** Minutes before the start in which records often agree, so that only a total order pages them rightly. */
function minutesAgo(at: number): string {
  return new Date(Date.parse(START) - ((at * 7919) % 97) * MINUTE).toISOString();
}

/** Records of few forms, so that a hundred thousand are made in no time, and what tells each of them from the others. */
function records<Row, Own extends object>(
  { seed, text }: GeneratedTenant,
  schema: z.ZodType<Row>,
  count: number,
  own: (at: number) => Own,
): (Row & Own)[] {
  const forms = fc
    .sample(arbitraryOf(schema, text), { seed, numRuns: FORMS })
    .map((form) => schema.parse(form));
  return Array.from({ length: count }, (_, at) => at).flatMap((at) =>
    forms.slice(at % FORMS, (at % FORMS) + 1).map((form) => Object.assign({}, form, own(at))),
  );
}

const id = (at: number) => String(at + 1);
const ownOf = (at: number) => ({
  id: id(at),
  brand: BRAND,
  created_at: minutesAgo(at),
  updated_at: minutesAgo(at * 31),
});

function collectionsOf(tenant: GeneratedTenant): GrowingTenant['collections'] {
  const { count } = tenant;
  const of = <Row>(schema: z.ZodType<Row>) => records(tenant, schema, count, ownOf);
  const few = Math.min(count, 40);
  return {
    campaigns: of(campaignSchema.omit({ url: true })),
    promotions: of(promotionSchema.omit({ url: true })),
    triggers: of(triggerSchema.omit({ url: true })),
    journeys: of(journeySchema.omit({ url: true })),
    streams: of(streamSchema.omit({ url: true })),
    segments: records(tenant, segmentSchema.omit({ url: true, definition_text: true }), count, (at) => ({
      ...ownOf(at),
      key: `segment_${at}`,
    })),
    'target-groups': of(targetGroupSchema.omit({ url: true, criteria_text: true })),
    channels: records(tenant, channelSchema.omit({ url: true }), few, (at) => ({ id: id(at) })),
    templates: records(tenant, templateSchema.omit({ url: true }), count, (at) => ({
      id: id(at),
      brand: BRAND,
      channel_id: id(at % 3),
    })),
  };
}

function resultsOf({ count }: GeneratedTenant): ResultRow[] {
  return Array.from({ length: Math.min(count, 300) }, (_, at) => ({
    day: `2026-11-${10 + (at % 12)}`,
    brand: BRAND,
    campaign_id: id(at),
    action_id: '1',
    channel: 'email',
    customers: 1000 + at,
    sent: 900,
    delivered: 800,
    bounced: 100,
    opened: 300 + at,
    clicked: 30,
    converted: 3,
    unsubscribed: 1,
    revenue_cents: 12_345,
  }));
}

export function generatedTenant(tenant: GeneratedTenant): GrowingTenant {
  const { count } = tenant;
  const signals = Math.min(count, 300);
  return {
    ...NO_HISTORY,
    facts: {
      id: BRAND,
      name: BRAND,
      industry: 'Tests',
      region: 'eu',
      currency: 'EUR',
      time_zone: 'Europe/Malta',
      language: 'en',
      brands: [{ key: BRAND, name: BRAND }],
      last_data_update: START,
    },
    schema: records(tenant, schemaItemSchema, count, (at) => ({ key: `key_${at}` })),
    collections: collectionsOf(tenant),
    results: resultsOf(tenant),
    platform: {
      services: records(tenant, serviceSchema, 12, (at) => ({ key: `service_${at}` })),
      incidents: records(tenant, incidentSchema, signals, (at) => ({
        id: id(at),
        state: 'identified' as const,
      })),
      pipeline: [],
      jobs: records(tenant, platformJobSchema.omit({ url: true }), signals, (at) => ({
        id: id(at),
        brand: BRAND,
      })),
      errors: records(tenant, executionErrorSchema.omit({ url: true, name: true }), signals, (at) => ({
        id: id(at),
        brand: BRAND,
        at: minutesAgo(at),
      })),
    },
  };
}
