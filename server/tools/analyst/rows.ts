import { z } from 'zod';
import {
  type AnalyticsRow,
  DIMENSION_KEYS,
  type DimensionKey,
  METRIC_KEYS,
  type MetricKey,
} from '#contract/analytics.ts';
import type { Query } from '../../ports.ts';
import { listOutput } from '../output.ts';

const number = z.number().nullable().optional();
const text = z.string().nullable().optional();
const entity = z.object({ id: z.string(), name: z.string() }).nullable().optional();

/** Dimensions whose values have no name besides their id. */
const PLAIN: ReadonlySet<string> = new Set<DimensionKey>(['day', 'week', 'month', 'channel']);

const ROW = {
  ...Object.fromEntries(DIMENSION_KEYS.map((key) => [key, PLAIN.has(key) ? text : entity])),
  ...Object.fromEntries(METRIC_KEYS.map((key) => [key, number])),
};

type Key = DimensionKey | MetricKey;

/** The output of a tool that gives rows: these dimensions and metrics, and whatever else a row holds. */
export function rowsOutput(keys: readonly Key[], more: z.ZodRawShape = {}) {
  const row = Object.fromEntries(Object.entries(ROW).filter(isAmong(keys)));
  return listOutput(z.object({ ...more, ...row })).extend({
    currency: z.string(),
    data_from: z.string().nullable(),
  });
}

/** A row as a model reads it: these dimensions and metrics side by side. */
export function flatRow(
  { dimensions, metrics }: AnalyticsRow,
  keys: readonly Key[],
): Record<string, unknown> {
  const values = Object.entries(dimensions).map(([key, value]): [string, unknown] => [
    key,
    PLAIN.has(key) ? (value?.id ?? null) : value,
  ]);
  return Object.fromEntries([...values, ...Object.entries(metrics)].filter(isAmong(keys)));
}

function isAmong(keys: readonly Key[]): (entry: [string, unknown]) => boolean {
  return ([key]) => keys.some((wanted) => wanted === key);
}

/** The resolved period under the names of the tenant API. */
export function upstreamQuery({ date_from: from, date_to: to, ...query }: Query): Query {
  return { ...query, from, to };
}
