import { analyticsAnswerSchema, ANALYTICS_QUERIES, questionProblem } from '#contract/analytics.ts';
import { analyticsAcceptedSchema } from '#contract/analytics-jobs.ts';
import { aggregate } from '../../tenant/analytics/aggregate.ts';
import { defineEndpoint } from '../define.ts';
import { DESIGNED_READ } from '../designed-read.ts';
import { invalidParameter } from '../refusal.ts';
import { periodProblem } from './period-problem.ts';
import { basisOf, resultsSeen } from './results-seen.ts';
import { rowsOrJob } from './rows-or-job.ts';
import { runningTime } from './running-time.ts';

export default defineEndpoint({
  ...DESIGNED_READ,
  path: '/api/v1/tenants/:tenant/analytics/query',
  permission: 'analytics.read',
  summary: 'Get metrics by dimension',
  query: ANALYTICS_QUERIES.query,
  example: {
    query: {
      metrics: ['sent', 'click_rate'],
      dimensions: 'channel',
      filters: 'sent:gt:0',
      from: '2026-06-01',
      to: '2026-06-14',
    },
  },
  answer: analyticsAnswerSchema,
  accepted: analyticsAcceptedSchema,
  handle(call, query) {
    const problem = questionProblem(query);
    if (problem !== null) return invalidParameter(`metrics ${problem}.`, { parameter: 'metrics' });
    const [first] = query.metrics;
    if (first === undefined)
      return invalidParameter('A query asks for at least one metric.', { parameter: 'metrics' });
    const refusal = periodProblem(query);
    if (refusal !== null) return refusal;
    const source = resultsSeen(call);
    return rowsOrJob(call, query, runningTime(source, query), {
      rows: () => aggregate(source, query),
      dimensions: query.dimensions,
      first,
      basis: basisOf(call, source),
    });
  },
});
