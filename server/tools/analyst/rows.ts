import { z } from 'zod';
import { DIMENSION_KEYS, METRIC_KEYS } from '#contract/analytics.ts';
import type { Query } from '../../ports.ts';
import { listOutput } from '../output.ts';
import { jobOutput } from './job-output.ts';
import { hasNoName, isAmong, type RowKey } from './row-shapes.ts';

const number = z.number().nullable().optional();
const text = z.string().nullable().optional();
const entity = z.object({ id: z.string(), name: z.string() }).nullable().optional();

const ROW = {
  ...Object.fromEntries(DIMENSION_KEYS.map((key) => [key, hasNoName(key) ? text : entity])),
  ...Object.fromEntries(METRIC_KEYS.map((key) => [key, number])),
};

/**
 * The output of a tool that gives a page of rows, with these dimensions and metrics and whatever else a row holds, or a job. Both are
 * one object, since hosts know no other form.
 */
export function rowsOutput(keys: readonly RowKey[], more: z.ZodRawShape = {}) {
  const row = Object.fromEntries(Object.entries(ROW).filter(isAmong(keys)));
  const page = listOutput(z.object({ ...more, ...row })).extend({
    currency: z.string(),
    data_from: z.string().nullable(),
  });
  const required = Object.entries(page.shape).flatMap(([key, field]) =>
    field.safeParse(undefined).success ? [] : [key],
  );
  return page
    .partial()
    .extend({ job: jobOutput.optional() })
    .meta({ anyOf: [{ required }, { required: ['job'] }] });
}

/** The resolved period under the names of the tenant API. */
export function upstreamQuery({ date_from: from, date_to: to, ...query }: Query): Query {
  return { ...query, from, to };
}
