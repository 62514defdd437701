import type { AnalyticsFilter, AnalyticsRow, DimensionKey, MetricKey } from '#contract/analytics.ts';
import type { ResultRow } from '#contract/entities/result.ts';
import type { CampaignRecord, TenantData } from '#fixtures/world-data.ts';
import { aggregate, type Results } from '../../tenant/analytics/aggregate.ts';
import { periodBefore } from '../../tenant/analytics/calendar.ts';
import type { Ran } from '../../tenant/analytics/dimensions.ts';
import { partsOf } from '../../tenant/grown-list.ts';
import { createIdIndex } from '../../tenant/id-index.ts';
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

/** What ran, and the answers that were computed, as long as the campaigns and the results that they rest on are the same. */
interface Known {
  results: object;
  seen: ReadonlyMap<string, Ran>;
  answers: Map<string, DashboardResults>;
}
const known = new WeakMap<object, Known>();
const findById = createIdIndex<CampaignRecord>();

/** What the results that a user may see come to. */
export function dashboardResults(place: Place, data: Source, choice: Choice): DashboardResults {
  const { results } = data;
  const campaigns = place.visible('campaigns');
  const { base, gone, added } = partsOf(campaigns);
  const begun = knownOf(base, results);
  const changed = [...gone, ...added.map(({ id }) => id)];
  // A change to what has no results is no change here.
  const { seen, answers } = changed.some((id) => begun.seen.has(id)) ? knownOf(campaigns, results) : begun;
  const key = JSON.stringify([choice, place.tenant.id]);
  const answer = answers.get(key) ?? compute(place, seen, data, choice);
  answers.set(key, answer);
  return answer;
}

function knownOf(campaigns: readonly CampaignRecord[], results: readonly ResultRow[]): Known {
  const kept = known.get(campaigns);
  if (kept?.results === results) return kept;
  const made: Known = { results, seen: ranOf(campaigns, results), answers: new Map() };
  known.set(campaigns, made);
  return made;
}

/** The campaigns that have results, without what would make very many of them big. */
function ranOf(campaigns: readonly CampaignRecord[], results: readonly ResultRow[]): Map<string, Ran> {
  const seen = new Map<string, Ran>();
  for (const { campaign_id: id } of results) {
    const campaign = seen.has(id) ? undefined : findById(campaigns, id);
    if (campaign === undefined) continue;
    const { name, target_group, stream } = campaign;
    seen.set(id, {
      id,
      name,
      target_group,
      stream,
      get actions() {
        return findById(campaigns, id)?.actions ?? [];
      },
    });
  }
  return seen;
}

function compute(
  { tenant }: Place,
  seen: Known['seen'],
  { results, activity }: Source,
  choice: Choice,
): DashboardResults {
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
