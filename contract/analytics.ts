import { z } from 'zod';
import { channelKindSchema, dateSchema, idSchema, instantSchema } from './entities/entity.ts';
import { predicateSchema } from './entities/predicate.ts';
import { envelopeSchema, itemAnswerOf, listAnswerOf } from './page.ts';

/** What can be counted; every tenant's schema explains each of them. Rates are percents, money is in the tenant's currency. */
export const METRIC_KEYS = [
  'active_customers',
  'campaigns_run',
  'targeted',
  'treated',
  'control',
  'sent',
  'delivered',
  'bounced',
  'opened',
  'clicked',
  'converted',
  'control_converted',
  'unsubscribed',
  'delivery_rate',
  'open_rate',
  'click_rate',
  'conversion_rate',
  'control_conversion_rate',
  'conversion_uplift',
  'revenue',
  'control_revenue',
  'revenue_uplift',
  'uplift',
] as const;
export const metricKeySchema = z.enum(METRIC_KEYS);
export type MetricKey = z.infer<typeof metricKeySchema>;

/** What metrics can be broken down by. */
export const DIMENSION_KEYS = [
  'day',
  'week',
  'month',
  'brand',
  'campaign',
  'action',
  'channel',
  'target_group',
  'stream',
  'promotion',
] as const;
export const dimensionKeySchema = z.enum(DIMENSION_KEYS);
export type DimensionKey = z.infer<typeof dimensionKeySchema>;

/** Of an active customer nothing else is known. */
const ACTIVITY_DIMENSIONS: readonly string[] = ['day', 'week', 'month', 'brand'] satisfies DimensionKey[];
const ORDERED_DIMENSIONS: readonly string[] = ['day', 'week', 'month'] satisfies DimensionKey[];
const BOUNDS = ['gt', 'gte', 'lt', 'lte'];

export const FILTER_OPERATORS = ['eq', 'ne', 'in', 'gt', 'gte', 'lt', 'lte'] as const;
const isMetric = (field: string): boolean => metricKeySchema.safeParse(field).success;
const isDimension = (field: string): boolean => dimensionKeySchema.safeParse(field).success;

/** What a filter cannot mean, as the end of the sentence "<part> …". */
function filterProblem({ field, op, value }: { field: string; op: string; value: string }): string | null {
  if (!isMetric(field) && !isDimension(field))
    return `names neither a metric nor a dimension; dimensions are ${DIMENSION_KEYS.join(', ')}`;
  if (isMetric(field) && op === 'in') return `compares the metric ${field} by in; use eq, ne or a bound`;
  if (isMetric(field) && !/^-?\d{1,15}(?:\.\d{1,6})?$/.test(value))
    return `compares the metric ${field} with what is not a number`;
  if (isDimension(field) && !ORDERED_DIMENSIONS.includes(field) && BOUNDS.includes(op))
    return `compares ${field}, which has no order; use eq, ne or in`;
  return null;
}

/** A dimension restricts which results count; a metric, which rows of the answer are shown. */
export const analyticsFilterSchema = z
  .strictObject({
    field: z.string().max(64),
    op: z.enum(FILTER_OPERATORS),
    value: z.string().max(128),
  })
  .superRefine((filter, context) => {
    const problem = filterProblem(filter);
    if (problem !== null) context.addIssue({ code: 'custom', message: problem });
  });
export type AnalyticsFilter = z.infer<typeof analyticsFilterSchema>;

/** Why a question has no answer although each of its parts would: activity is known by day and brand alone. */
export function questionProblem(question: {
  metrics: readonly string[];
  dimensions: readonly string[];
  filters: readonly { field: string }[];
}): string | null {
  const fields = question.filters.map(({ field }) => field);
  if (![...question.metrics, ...fields].includes('active_customers')) return null;
  const by = [...question.dimensions, ...fields.filter(isDimension)];
  const foreign = by.find((dimension) => !ACTIVITY_DIMENSIONS.includes(dimension));
  return foreign === undefined
    ? null
    : `and filters ask for active_customers, which goes with ${ACTIVITY_DIMENSIONS.join(', ')} and not with ${foreign}`;
}

/** The same as one pattern, for who writes filters by the description of the API. */
const METRIC_FILTER = `(?:${METRIC_KEYS.join('|')}):(?:eq|ne|${BOUNDS.join('|')}):-?\\d{1,15}(?:\\.\\d{1,6})?`;
const ORDERED_FILTER = `(?:${ORDERED_DIMENSIONS.join('|')}):(?:${FILTER_OPERATORS.join('|')}):[\\s\\S]{0,128}`;
const OTHER_FILTER = `(?:${DIMENSION_KEYS.filter((key) => !ORDERED_DIMENSIONS.includes(key)).join('|')}):(?:eq|ne|in):[\\s\\S]{0,128}`;

/** A filter in a query string: `channel:in:email,sms`. */
const filterText = z
  .string()
  .max(256)
  .meta({ pattern: `^(?:${METRIC_FILTER}|${ORDERED_FILTER}|${OTHER_FILTER})$` })
  .transform((text) => {
    const [field = '', op = '', ...value] = text.split(':');
    return { field, op, value: value.join(':') };
  })
  .pipe(analyticsFilterSchema);

function manyOf<Value extends z.ZodType>(value: Value, most: number) {
  return z.union([z.array(value).max(most), value.transform((one) => [one])]);
}

/** Days of the tenant, both inclusive. */
const period = { from: dateSchema, to: dateSchema };
const paging = {
  limit: z.coerce.number().int().min(1).max(1000).default(100),
  cursor: z.string().max(2048).optional(),
};

export const CAMPAIGN_GROUPS = ['campaign', 'action', 'channel', 'target_group', 'day', 'week'] as const;
export const COMPARISONS = ['previous_period', 'previous_year', 'none'] as const;
export const MOST_CAMPAIGNS = 50;

/** How far back a trend reaches: 30 days, 12 weeks, or 12 months, the last point being now. */
export const TRENDS = ['none', 'day', 'week', 'month'] as const;
/** What fits into a request line beside everything else. */
const MOST_CRITERIA_CHARACTERS = 8000;
const by_channel = z
  .enum(['true', 'false'])
  .default('false')
  .transform((text) => text === 'true');

/** The most segments, and the most target groups, that one question may name. */
export const MOST_AUDIENCES = 20;

/** The query parameters of each analytics read. Anything else is refused with 400. */
export const ANALYTICS_QUERIES = {
  query: z.strictObject({
    metrics: manyOf(metricKeySchema, 20),
    dimensions: manyOf(dimensionKeySchema, 4).default([]),
    filters: manyOf(filterText, 10).default([]),
    ...period,
    ...paging,
  }),
  campaigns: z.strictObject({
    campaign_ids: manyOf(z.string().max(64), MOST_CAMPAIGNS),
    group_by: z.enum(CAMPAIGN_GROUPS).default('campaign'),
    ...period,
    ...paging,
  }),
  audiences: z.strictObject({
    segment_ids: manyOf(z.string().max(64), MOST_AUDIENCES).default([]),
    target_group_ids: manyOf(z.string().max(64), MOST_AUDIENCES).default([]),
    by_channel,
    trend: z.enum(TRENDS).default('none'),
  }),
  /** `criteria` is a predicate tree as JSON. Nothing is stored. */
  estimate: z.strictObject({
    criteria: z
      .string()
      .max(MOST_CRITERIA_CHARACTERS)
      .meta({
        contentMediaType: 'application/json',
        contentSchema: { $ref: '#/components/schemas/predicate' },
      })
      .transform((text, context) => {
        try {
          return JSON.parse(text);
        } catch {
          context.addIssue({ code: 'custom', message: 'is not JSON' });
          return z.NEVER;
        }
      })
      .pipe(predicateSchema),
    exclude_target_group_ids: manyOf(idSchema, 20).default([]),
    by_channel,
  }),
  dashboard: z.strictObject({ ...period, compare_to: z.enum(COMPARISONS).default('previous_period') }),
} as const;

const named = z.object({ id: z.string(), name: z.string() }).nullable();

/** One row: what it is about, null where the dimension does not apply, and its metrics, null where there is nothing to divide by. */
export const analyticsRowSchema = z.object({
  dimensions: z.partialRecord(dimensionKeySchema, named),
  metrics: z.partialRecord(metricKeySchema, z.number().nullable()),
});
export type AnalyticsRow = z.infer<typeof analyticsRowSchema>;

/** What numbers rest on: money is of this currency, and results reach back to this day. */
const basis = { currency: z.string().length(3), data_from: dateSchema.nullable() };

export const analyticsAnswerSchema = listAnswerOf(analyticsRowSchema).extend(basis);

/** `not_found` has the campaigns that do not exist or that the caller may not see; `items` are empty then. */
export const campaignPerformanceAnswerSchema = analyticsAnswerSchema.extend({
  not_found: z.array(z.string()),
});

/** A metric beside its value in another period; null in `previous` where no results reach back to it. */
export const kpiSchema = z.object({
  metric: metricKeySchema,
  unit: z.enum(['count', 'percent', 'currency']),
  value: z.number().nullable(),
  previous: z.number().nullable(),
  change: z.number().nullable(),
  change_percent: z.number().nullable(),
});

export const dashboardAnswerSchema = itemAnswerOf(
  z.object({
    ...basis,
    kpis: z.array(kpiSchema),
    compared_with: z.object({ ...period, complete: z.boolean() }).nullable(),
  }),
);

const reachable = z.array(z.object({ channel: channelKindSchema, customers: z.int().min(0) })).optional();

/** How many customers an audience has, and when they were counted; on request, how many each channel reaches, and how many there were. */
export const audienceSchema = z.object({
  id: idSchema,
  type: z.enum(['segment', 'target_group']),
  name: z.string(),
  customers: z.int(),
  counted_at: instantSchema,
  url: z.url(),
  by_channel: reachable,
  /** The oldest first. */
  trend: z.array(z.object({ date: dateSchema, customers: z.int().min(0) })).optional(),
});

/** `not_found` has what does not exist or what the caller may not see; `items` are empty then. */
export const audiencesAnswerSchema = envelopeSchema.extend({
  items: z.array(audienceSchema),
  not_found: z.array(z.object({ id: z.string(), type: audienceSchema.shape.type })),
});

/** An estimate for criteria that are not saved: counts only, never customers. */
export const estimateAnswerSchema = itemAnswerOf(
  z.object({
    customers: z.int().min(0),
    /** All customers of the tenant. */
    of: z.int().min(0),
    by_channel: reachable,
  }),
);
