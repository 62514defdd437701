import type { AnalyticsFilter, AnalyticsRow, DimensionKey, MetricKey } from '#contract/analytics.ts';
import type { CampaignRecord, TenantData } from '#fixtures/world-data.ts';
import { aggregate, type Results } from '../../tenant/analytics/aggregate.ts';
import { periodBefore } from '../../tenant/analytics/calendar.ts';
import type { Place } from '../place.ts';
import type { Choice } from './choice.ts';

const METRICS = [
  'sent',
  'delivered',
  'delivery_rate',
  'open_rate',
  'click_rate',
  'conversion_rate',
  'control_conversion_rate',
  'conversion_uplift',
  'revenue',
  'uplift',
] as const satisfies readonly MetricKey[];

export type Numbers = AnalyticsRow['metrics'];

/** A row of one dimension: what it is about, and its numbers. */
export interface Row {
  id: string;
  name: string;
  numbers: Numbers;
}

export interface DashboardResults {
  total: Numbers;
  /** Of as many days just before; null where results do not reach back so far. */
  before: Numbers | null;
  /** Days, or weeks of a long period, in the order of time; those without a result are left out. */
  steps: readonly Row[];
  /** By channel the numbers of each day; the channel with most messages first. */
  channelDays: ReadonlyMap<string, readonly Row[]>;
  channels: readonly Row[];
  campaigns: readonly Row[];
}

/** A rate of a day says little in a long period. */
export function stepOf({ days }: Choice): 'day' | 'week' {
  return days > 30 ? 'week' : 'day';
}

type Source = Pick<TenantData, 'results' | 'activity'>;

/** Answers that were computed, as long as the campaigns and the results that they rest on are the same. */
const known = new WeakMap<object, { results: object; answers: Map<string, DashboardResults> }>();

/** What the results that a user may see come to. */
export function dashboardResults(place: Place, data: Source, choice: Choice): DashboardResults {
  const campaigns = place.visible('campaigns');
  const kept = known.get(campaigns);
  const answers = kept?.results === data.results ? kept.answers : new Map<string, DashboardResults>();
  if (answers !== kept?.answers) known.set(campaigns, { results: data.results, answers });
  const key = JSON.stringify([choice, place.tenant.id]);
  const answer = answers.get(key) ?? compute(place, campaigns, data, choice);
  answers.set(key, answer);
  return answer;
}

function compute(
  { tenant }: Place,
  campaigns: readonly CampaignRecord[],
  { results, activity }: Source,
  choice: Choice,
): DashboardResults {
  const ran = new Set(results.map(({ campaign_id: id }) => id));
  const seen = new Map(campaigns.filter(({ id }) => ran.has(id)).map((one) => [one.id, one]));
  const source: Results = { brands: tenant.brands, results, activity, campaign: (id) => seen.get(id) };
  const filters: AnalyticsFilter[] =
    choice.brand === '' ? [] : [{ field: 'brand', op: 'eq', value: choice.brand }];
  const ask = (dimensions: readonly DimensionKey[], { from, to } = choice) =>
    aggregate(source, { metrics: METRICS, dimensions, filters, from, to });
  const by = (dimension: DimensionKey): Row[] => rowsOf(ask([dimension]), dimension);

  const earlier = periodBefore(choice, 'previous_period');
  const firstDay = results[0]?.day;
  const reachesBack = firstDay !== undefined && earlier.from >= firstDay;
  const byChannelDay = ask(['channel', 'day']);
  const channels = by('channel').toSorted((a, b) => (b.numbers.sent ?? 0) - (a.numbers.sent ?? 0));
  return {
    total: ask([])[0]?.metrics ?? {},
    before: reachesBack ? (ask([], { ...choice, ...earlier })[0]?.metrics ?? null) : null,
    steps: by(stepOf(choice)).toSorted((a, b) => (a.id < b.id ? -1 : 1)),
    channels,
    channelDays: new Map(
      channels.map(({ id }) => [
        id,
        rowsOf(
          byChannelDay.filter(({ dimensions }) => dimensions.channel?.id === id),
          'day',
        ),
      ]),
    ),
    campaigns: by('campaign')
      .toSorted((a, b) => (b.numbers.uplift ?? -Infinity) - (a.numbers.uplift ?? -Infinity))
      .slice(0, 10),
  };
}

/** Without the row of what the dimension does not apply to, as the control group, which has no channel. */
function rowsOf(rows: readonly AnalyticsRow[], dimension: DimensionKey): Row[] {
  return rows.flatMap(({ dimensions, metrics }) => {
    const value = dimensions[dimension];
    return value ? [{ id: value.id, name: value.name, numbers: metrics }] : [];
  });
}
