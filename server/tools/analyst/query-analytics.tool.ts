import { z } from 'zod';
import {
  analyticsAnswerSchema,
  analyticsFilterSchema,
  DIMENSION_KEYS,
  METRIC_KEYS,
  questionProblem,
} from '#contract/analytics.ts';
import { analyticsAcceptedSchema } from '#contract/analytics-jobs.ts';
import { readOperation } from '../../optimove/operation.ts';
import { defineReadTool } from '../define.ts';
import { cursorParam } from '../params.ts';
import { periodParams } from './period.ts';
import { readRows } from './read-rows.ts';
import { ROW_KEYS } from './row-shapes.ts';
import { rowsOutput } from './rows.ts';

const queryAnalytics = readOperation(
  '/tenants/:tenant/analytics/query',
  z.union([analyticsAnswerSchema, analyticsAcceptedSchema]),
);

/** A key of the tenant's schema. The list is long, and told only to whoever needs it. */
function keysParam(kind: string, keys: readonly string[], most: number) {
  const key = z
    .string()
    .refine((given) => keys.includes(given), { error: `is no ${kind} key; the keys are ${keys.join(', ')}` });
  return z.array(key).max(most);
}

export default defineReadTool({
  name: 'optimove_query_analytics',
  title: 'Query analytics',
  description:
    'Aggregated metrics by dimension across campaigns, target groups, streams, promotions and channels. In order of time, else of the first metric. Long queries return a job for optimove_get_analytics_job.',
  input: z
    .strictObject({
      metrics: keysParam('metric', METRIC_KEYS, 10)
        .min(1)
        .describe('Metric keys; see optimove_search_schema kind=metric.'),
      dimensions: keysParam('dimension', DIMENSION_KEYS, 4).optional().describe('Dimension keys.'),
      filters: z
        .array(
          analyticsFilterSchema.safeExtend({
            value: analyticsFilterSchema.shape.value.describe('Value; comma-separated for in.'),
          }),
        )
        .max(10)
        .optional()
        .describe('All must hold. Dimensions by id or name.'),
      ...periodParams,
      limit: z.int().min(1).max(1000).default(100).describe('Page size.'),
      cursor: cursorParam,
    })
    .superRefine(({ metrics, dimensions = [], filters = [] }, context) => {
      const problem = questionProblem({ metrics, dimensions, filters });
      if (problem !== null) context.addIssue({ code: 'custom', path: ['metrics'], message: problem });
    }),
  output: rowsOutput(ROW_KEYS.query),
  run: ({ filters = [], ...input }, context) =>
    readRows(
      { ...input, filters: filters.map(({ field, op, value }) => `${field}:${op}:${value}`) },
      context,
      'query',
      (query) => context.api.read(queryAnalytics, { params: { tenant: context.tenant.id }, query }),
    ),
});
