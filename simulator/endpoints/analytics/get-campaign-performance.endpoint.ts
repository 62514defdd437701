import {
  ANALYTICS_QUERIES,
  type AnalyticsRow,
  campaignPerformanceAnswerSchema,
  type DimensionKey,
  type MetricKey,
  metricKeySchema,
} from '#contract/analytics.ts';
import { analyticsAcceptedSchema } from '#contract/analytics-jobs.ts';
import type { CampaignRecord } from '#fixtures/world-data.ts';
import { aggregate, type Results } from '../../tenant/analytics/aggregate.ts';
import type { Period } from '../../tenant/analytics/calendar.ts';
import { Accepted } from '../accepted.ts';
import { defineEndpoint } from '../define.ts';
import { DESIGNED_READ } from '../designed-read.ts';
import { Refusal } from '../refusal.ts';
import { periodProblem } from './period-problem.ts';
import { basisOf, resultsSeen } from './results-seen.ts';
import { rowsAnswer } from './rows-answer.ts';
import { rowsOrJob } from './rows-or-job.ts';
import { runningTime } from './running-time.ts';

const { active_customers: _active, campaigns_run: _run, ...OF_CAMPAIGNS } = metricKeySchema.enum;
const METRICS: readonly MetricKey[] = Object.values(OF_CAMPAIGNS);

export default defineEndpoint({
  ...DESIGNED_READ,
  path: '/api/v1/tenants/:tenant/analytics/campaigns',
  permission: 'analytics.read',
  summary: 'Get the results of campaigns, with uplift against their control groups',
  query: ANALYTICS_QUERIES.campaigns,
  example: { query: { campaign_ids: '12501', from: '2026-06-01', to: '2026-06-14' } },
  answer: campaignPerformanceAnswerSchema,
  accepted: analyticsAcceptedSchema,
  handle(call, query) {
    const { group_by: group } = query;
    const refusal = periodProblem(query);
    if (refusal !== null) return refusal;
    const ids = [...new Set(query.campaign_ids)];
    const seen = resultsSeen(call);
    const campaigns = ids.flatMap((id) => seen.campaign(id) ?? []);
    const found = new Map(campaigns.map((campaign) => [campaign.id, campaign]));
    const not_found = ids.filter((id) => !found.has(id));

    const source = { ...seen, campaign: (id: string) => found.get(id) };
    // The same action may stand in several campaigns.
    const dimensions: DimensionKey[] = group === 'action' ? ['campaign', 'action'] : [group];
    const work = { dimensions, first: 'targeted' as const, basis: basisOf(call, seen) };
    if (not_found.length > 0)
      return withMissing(rowsAnswer(call, query, { ...work, rows: () => [] }), not_found);
    const answer = rowsOrJob(call, query, runningTime(source, { ...query, dimensions }), {
      ...work,
      rows() {
        const rows = aggregate(source, { ...query, metrics: METRICS, dimensions, filters: [] });
        return group === 'campaign' ? [...rows, ...withoutRows(campaigns, rows, source, query)] : rows;
      },
    });
    return answer instanceof Accepted ? answer : withMissing(answer, []);
  },
});

function withMissing<Answer extends object>(answer: Answer | Refusal, not_found: string[]) {
  return answer instanceof Refusal ? answer : { ...answer, not_found };
}

/** The campaigns that did not run, so that everything asked for is answered. */
function withoutRows(
  campaigns: readonly CampaignRecord[],
  rows: readonly AnalyticsRow[],
  source: Results,
  { from, to }: Period,
): AnalyticsRow[] {
  const there = new Set(rows.map(({ dimensions }) => dimensions.campaign?.id));
  const none = { metrics: METRICS, dimensions: [], filters: [], from, to };
  const [nothing] = aggregate({ ...source, results: [] }, none);
  return campaigns
    .filter(({ id }) => !there.has(id))
    .map(({ id, name }) => ({ dimensions: { campaign: { id, name } }, metrics: nothing?.metrics ?? {} }));
}
