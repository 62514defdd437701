import {
  type AnalyticsRow,
  CAMPAIGN_GROUPS,
  DIMENSION_KEYS,
  type DimensionKey,
  METRIC_KEYS,
  type MetricKey,
} from '#contract/analytics.ts';

export type RowKey = DimensionKey | MetricKey;

const PLAIN: ReadonlySet<string> = new Set<DimensionKey>(['day', 'week', 'month', 'channel']);

export const CHANNEL_METRICS = [
  'sent',
  'delivered',
  'bounced',
  'opened',
  'clicked',
  'unsubscribed',
  'delivery_rate',
  'open_rate',
  'click_rate',
  'treated',
  'converted',
  'conversion_rate',
  'revenue',
] as const satisfies readonly MetricKey[];
export const INTERVALS = ['day', 'week', 'month'] as const;

/** What the rows of each tool that gives rows hold. */
export const ROW_KEYS = {
  query: [...DIMENSION_KEYS, ...METRIC_KEYS],
  channels: ['channel', ...INTERVALS, ...CHANNEL_METRICS],
  campaigns: [...CAMPAIGN_GROUPS, ...METRIC_KEYS],
} as const;

/** Which tool asked: a job handle names it, so that the rows of a job read as the tool's own. */
export type RowShape = keyof typeof ROW_KEYS;

export function shapedRow(row: AnalyticsRow, shape: RowShape): Record<string, unknown> {
  const flat = flatRow(row, ROW_KEYS[shape]);
  return shape === 'campaigns' ? { ...subjectOf(row), ...flat } : flat;
}

/** What a row is about: its last dimension. Where the channel is none, customers got nothing. */
function subjectOf({ dimensions }: AnalyticsRow): { id: string; name: string } {
  const subject = Object.values(dimensions).at(-1);
  return subject ?? { id: 'control', name: 'Control group' };
}

/** A row as a model reads it: these dimensions and metrics side by side. */
function flatRow({ dimensions, metrics }: AnalyticsRow, keys: readonly RowKey[]): Record<string, unknown> {
  const values = Object.entries(dimensions).map(([key, value]): [string, unknown] => [
    key,
    hasNoName(key) ? (value?.id ?? null) : value,
  ]);
  return Object.fromEntries([...values, ...Object.entries(metrics)].filter(isAmong(keys)));
}

/** Whether a dimension's values have no name besides their id. */
export function hasNoName(key: string): boolean {
  return PLAIN.has(key);
}

export function isAmong(keys: readonly RowKey[]): (entry: [string, unknown]) => boolean {
  return ([key]) => keys.some((wanted) => wanted === key);
}
