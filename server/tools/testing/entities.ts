import * as fc from 'fast-check';
import { analyticsRowSchema, dashboardAnswerSchema } from '#contract/analytics.ts';
import { campaignSchema } from '#contract/entities/campaign.ts';
import { channelSchema, templateSummarySchema } from '#contract/entities/channel.ts';
import { executionErrorSchema } from '#contract/entities/execution-error.ts';
import { journeySchema } from '#contract/entities/journey.ts';
import { articleSchema, passageSchema } from '#contract/entities/knowledge-article.ts';
import { platformJobSchema } from '#contract/entities/platform-job.ts';
import { platformStatusSchema } from '#contract/entities/platform-status.ts';
import { promotionSchema } from '#contract/entities/promotion.ts';
import { schemaItemSchema } from '#contract/entities/schema-item.ts';
import { segmentSchema } from '#contract/entities/segment.ts';
import { streamSchema } from '#contract/entities/stream.ts';
import { targetGroupSchema } from '#contract/entities/target-group.ts';
import { meSchema } from '#contract/entities/tenant.ts';
import { triggerSchema } from '#contract/entities/trigger.ts';
import { COLLECTIONS } from '#contract/queries.ts';
import { arbitraryOf } from './arbitrary-of.ts';
import { JOB_HANDLE } from './call.ts';
import type { FakeTenant } from './fake-api.ts';

const ENTITY_SCHEMAS = {
  campaigns: campaignSchema,
  promotions: promotionSchema,
  triggers: triggerSchema,
  journeys: journeySchema,
  streams: streamSchema,
  segments: segmentSchema,
  'target-groups': targetGroupSchema,
  channels: channelSchema,
  templates: templateSummarySchema,
  'platform/jobs': platformJobSchema,
  'platform/errors': executionErrorSchema,
} as const;

/** What a tool lists or gets, by its name in the path. */
export const ENTITY_COLLECTIONS = [...COLLECTIONS, 'channels'] as const;

/** Collections whose people wrote `text`. Ids count from 1, so that the entity `1` is everywhere. */
export function entities(
  collection: keyof typeof ENTITY_SCHEMAS,
  text: fc.Arbitrary<string>,
  size: number,
): fc.Arbitrary<unknown[]> {
  return fc
    .array(arbitraryOf(ENTITY_SCHEMAS[collection], text), { minLength: size, maxLength: size, size: 'max' })
    .map((items) => items.map((item, at) => Object.assign({}, item, { id: String(at + 1) })));
}

/** Whole tenants of that kind: everything that any tool reads. */
export function tenants(text: fc.Arbitrary<string>, size: number): fc.Arbitrary<FakeTenant> {
  const me = arbitraryOf(meSchema, text).map((value) => {
    const { tenants: several, ...rest } = meSchema.parse(value);
    return [{ ...rest, tenants: several.map((one) => ({ ...one, id: 'lumenplay' })) }];
  });
  const schema = fc.array(arbitraryOf(schemaItemSchema, text), { minLength: size, maxLength: size });
  const article = arbitraryOf(articleSchema, text).map((value) => [
    Object.assign({}, value, { id: ARTICLE }),
  ]);
  return fc.record({
    articles: article,
    passages: fc.array(arbitraryOf(passageSchema, text), { minLength: size, maxLength: size }),
    campaigns: entities('campaigns', text, size),
    promotions: entities('promotions', text, size),
    triggers: entities('triggers', text, size),
    journeys: entities('journeys', text, size),
    streams: entities('streams', text, size),
    segments: entities('segments', text, size),
    'target-groups': entities('target-groups', text, size),
    channels: entities('channels', text, size),
    templates: entities('templates', text, size),
    'platform/jobs': entities('platform/jobs', text, size),
    'platform/errors': entities('platform/errors', text, size),
    'platform/status': fc.tuple(arbitraryOf(platformStatusSchema, text)),
    schema,
    me,
    analytics: fc.array(arbitraryOf(analyticsRowSchema, text), { maxLength: size }),
    dashboard: fc.tuple(arbitraryOf(dashboardAnswerSchema.shape.item, text)),
  });
}

const ARTICLE = 'an-article';

/** Arguments with which each tool answers about such a tenant. */
export function argumentsFor(name: string): object {
  const analyst = ANALYST_ARGUMENTS[name];
  if (analyst !== undefined) return analyst;
  if (name === 'optimove_search_docs') return { query: 'deposit' };
  if (name === 'optimove_get_doc') return { doc_id: ARTICLE };
  if (['optimove_get_tenant', 'optimove_get_platform_status'].includes(name)) return {};
  return name.startsWith('optimove_get_') ? { id: '1', ...detailOf(name) } : { limit: 100 };
}

const ANALYST_ARGUMENTS: Readonly<Record<string, object>> = {
  optimove_get_campaign_performance: { campaign_ids: ['1'] },
  optimove_get_analytics_job: { job_id: JOB_HANDLE },
  optimove_get_audience_size: { segment_ids: ['1'] },
  optimove_get_channel_metrics: {},
  optimove_get_tenant_dashboard: {},
  optimove_query_analytics: { metrics: ['sent'] },
};

function detailOf(name: string): object {
  return /campaign|trigger|journey|stream/.test(name) ? { detail: 'full' } : {};
}
