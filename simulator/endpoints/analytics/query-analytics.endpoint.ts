import { analyticsAnswerSchema, ANALYTICS_QUERIES, questionProblem } from '#contract/analytics.ts';
import { aggregate } from '../../tenant/analytics/aggregate.ts';
import { defineEndpoint } from '../define.ts';
import { DESIGNED_READ } from '../designed-read.ts';
import { invalidParameter } from '../refusal.ts';
import { periodProblem } from './period-problem.ts';
import { resultsSeen } from './results-seen.ts';
import { rowsAnswer } from './rows-answer.ts';

export default defineEndpoint({
  ...DESIGNED_READ,
  path: '/api/v1/tenants/:tenant/analytics/query',
  permission: 'analytics.read',
  summary: 'Get metrics by dimension',
  query: ANALYTICS_QUERIES.query,
  answer: analyticsAnswerSchema,
  handle(call, query) {
    const problem = questionProblem(query);
    if (problem !== null) return invalidParameter(`metrics ${problem}.`, { parameter: 'metrics' });
    const [first] = query.metrics;
    if (first === undefined)
      return invalidParameter('A query asks for at least one metric.', { parameter: 'metrics' });
    const source = resultsSeen(call);
    const rows = aggregate(source, query);
    return periodProblem(query) ?? rowsAnswer(call, query, source, { ...query, rows, first });
  },
});
