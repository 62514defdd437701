import { z } from 'zod';
import { channelKindSchema, refSchema } from './entity.ts';

export const COMPARISONS = [
  'eq',
  'ne',
  'gt',
  'gte',
  'lt',
  'lte',
  'between',
  'in',
  'not_in',
  'contains',
  'starts_with',
  'exists',
  'not_exists',
  'within_days',
  'not_within_days',
] as const;
const scalarSchema = z.union([z.string(), z.number(), z.boolean()]);
const valueSchema = z.union([scalarSchema, z.array(scalarSchema)]).optional();
const membership = z.enum(['in', 'not_in']);

/**
 * A rule about one customer attribute. `value` is absent for `exists`, a pair for `between`, a list for `in`. `not_within_days` is
 * about a day that is known: whoever never deposited did not deposit long ago.
 */
export const attributePredicateSchema = z.object({
  type: z.literal('attribute'),
  attribute: z.string(),
  operator: z.enum(COMPARISONS),
  value: valueSchema,
});
/** `values` are the names of lifecycle stages, as the tenant's schema lists them. */
export const lifecyclePredicateSchema = z.object({
  type: z.literal('lifecycle_stage'),
  operator: membership,
  values: z.array(z.string()).min(1),
});
/** `values` are among those that the schema allows for the attribute `value_segment`. */
export const valueSegmentPredicateSchema = z.object({
  type: z.literal('value_segment'),
  operator: membership,
  values: z.array(z.string()).min(1),
});
export const segmentPredicateSchema = z.object({
  type: z.literal('segment'),
  operator: membership,
  segment: refSchema,
});

/**
 * A rule about what happened: how often, how much, or how long ago, within `window_days` back from now (absent: ever). What never
 * happened has no last time.
 */
export const eventPredicateSchema = z.object({
  type: z.literal('event'),
  event: z.string(),
  measure: z.enum(['count', 'sum', 'average', 'maximum', 'days_since_last']),
  property: z.string().optional(),
  operator: z.enum(['eq', 'ne', 'gt', 'gte', 'lt', 'lte', 'between']),
  value: z.union([z.number(), z.tuple([z.number(), z.number()])]),
  window_days: z.int().min(1).max(3650).optional(),
});
export const engagementPredicateSchema = z.object({
  type: z.literal('engagement'),
  action: z.enum(['received', 'opened', 'clicked', 'converted']),
  operator: z.enum(['did', 'did_not']),
  channel: channelKindSchema.optional(),
  window_days: z.int().min(1).max(3650),
});

const leafSchema = z.discriminatedUnion('type', [
  attributePredicateSchema,
  lifecyclePredicateSchema,
  valueSegmentPredicateSchema,
  segmentPredicateSchema,
  eventPredicateSchema,
  engagementPredicateSchema,
]);
export type PredicateLeaf = z.infer<typeof leafSchema>;
export type Predicate =
  | PredicateLeaf
  | { type: 'and' | 'or'; children: Predicate[] }
  | { type: 'not'; child: Predicate };

/**
 * Who belongs to a segment or target group: a tree of AND, OR and NOT over rules of six kinds. Designed here, since Optimove
 * publishes no JSON form of a definition.
 */
export const predicateSchema: z.ZodType<Predicate> = z.lazy(() =>
  z.union([
    leafSchema,
    z.object({ type: z.enum(['and', 'or']), children: z.array(predicateSchema).min(1) }),
    z.object({ type: z.literal('not'), child: predicateSchema }),
  ]),
);
