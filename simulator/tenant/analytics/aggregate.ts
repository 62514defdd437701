import {
  type AnalyticsFilter,
  type AnalyticsRow,
  type DimensionKey,
  dimensionKeySchema,
  type MetricKey,
  metricKeySchema,
} from '#contract/analytics.ts';
import type { ActivityDay } from '#contract/entities/activity-day.ts';
import type { Ref } from '#contract/entities/entity.ts';
import type { ResultRow } from '#contract/entities/result.ts';
import type { TenantFacts } from '#fixtures/world-data.ts';
import type { Period } from './calendar.ts';
import { DIMENSIONS, type Fact, isOfTreatment, passes, type Ran } from './dimensions.ts';
import {
  addActivity,
  addOutcome,
  addResult,
  emptySums,
  isWithin,
  metricOf,
  noOutcome,
  type Outcome,
  type Sums,
} from './metrics.ts';

/** What one user may see of a tenant's results. A result counts when its campaign is found. */
export interface Results {
  brands: TenantFacts['brands'];
  results: readonly ResultRow[];
  activity: readonly ActivityDay[];
  campaign: (id: string) => Ran | undefined;
}

export interface Question extends Period {
  metrics: readonly MetricKey[];
  dimensions: readonly DimensionKey[];
  filters: readonly AnalyticsFilter[];
}

/** A filter whose field is known for a dimension, or for a metric. */
type FilterOf<Field> = AnalyticsFilter & { field: Field };

/**
 * The one place where results become numbers. Counts and money are summed over the rows of each group, and everything else is
 * computed from those sums. Without dimensions there is one group, even of nothing.
 */
export function aggregate(source: Results, question: Question): AnalyticsRow[] {
  const dimensions = [...new Set(question.dimensions)];
  const where = question.filters.filter((filter) => isFilterOf(filter, dimensionKeySchema.options));
  const having = question.filters.filter((filter) => isFilterOf(filter, metricKeySchema.options));
  const read = (dimension: DimensionKey, fact: Fact) => DIMENSIONS[dimension](fact, source.brands);
  const isCounted = (fact: Fact, filters: readonly FilterOf<DimensionKey>[]): boolean =>
    fact.day >= question.from &&
    fact.day <= question.to &&
    filters.every((filter) => passes(read(filter.field, fact), filter));

  const groups = new Map<string, { values: (Ref | null)[]; sums: Sums }>();
  function sumsOf(fact: Fact): Sums {
    const values = dimensions.map((dimension) => read(dimension, fact));
    const key = keyOf(values);
    const group = groups.get(key) ?? { values, sums: emptySums() };
    groups.set(key, group);
    return group.sums;
  }
  if (dimensions.length === 0) groups.set(keyOf([]), { values: [], sums: emptySums() });

  // Uplift needs the control group of a campaign also where only a part of its treatments is asked for.
  const shared = dimensions.filter((dimension) => !isOfTreatment(dimension));
  const whereShared = where.filter(({ field }) => !isOfTreatment(field));
  const controls = new Map<string, Outcome>();
  const controlKey = (fact: Fact, { campaign_id }: ResultRow): string =>
    `${campaign_id}\n${keyOf(shared.map((dimension) => read(dimension, fact)))}`;

  const facts = factsOf(source, question);
  for (const { fact, row } of facts) {
    if (row.channel !== null || !isCounted(fact, whereShared)) continue;
    const key = controlKey(fact, row);
    const sum = controls.get(key) ?? noOutcome();
    addOutcome(sum, row);
    controls.set(key, sum);
  }
  for (const { fact, row } of facts) {
    if (isCounted(fact, where)) addResult(sumsOf(fact), row, controls.get(controlKey(fact, row)));
  }
  const metrics = [...question.metrics, ...having.map(({ field }) => field)];
  if (metrics.includes('active_customers')) {
    for (const day of source.activity) if (isCounted(day, where)) addActivity(sumsOf(day), day);
  }

  return [...groups.values()]
    .filter(({ sums }) => having.every((filter) => isWithin(metricOf(filter.field, sums), filter)))
    .map(({ values, sums }) => ({
      dimensions: Object.fromEntries(dimensions.map((dimension, at) => [dimension, values[at] ?? null])),
      metrics: Object.fromEntries(question.metrics.map((metric) => [metric, metricOf(metric, sums)])),
    }));
}

function factsOf(
  { results, campaign: find }: Results,
  { from, to }: Period,
): { fact: Fact; row: ResultRow }[] {
  return results.flatMap((row) => {
    const campaign = row.day < from || row.day > to ? undefined : find(row.campaign_id);
    if (campaign === undefined) return [];
    return [{ row, fact: { day: row.day, brand: row.brand, result: { row, campaign } } }];
  });
}

function keyOf(values: readonly (Ref | null)[]): string {
  return JSON.stringify(values.map((value) => value?.id ?? null));
}

function isFilterOf<Field extends string>(
  filter: AnalyticsFilter,
  fields: readonly Field[],
): filter is FilterOf<Field> {
  return fields.some((field) => field === filter.field);
}
