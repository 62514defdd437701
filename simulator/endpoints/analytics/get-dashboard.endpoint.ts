import { ANALYTICS_QUERIES, dashboardAnswerSchema, type MetricKey } from '#contract/analytics.ts';
import { aggregate, type Results } from '../../tenant/analytics/aggregate.ts';
import { type Period, periodBefore } from '../../tenant/analytics/calendar.ts';
import { defineEndpoint } from '../define.ts';
import { DESIGNED_READ } from '../designed-read.ts';
import { envelope } from '../listing/envelope.ts';
import { periodProblem } from './period-problem.ts';
import { basisOf, resultsSeen } from './results-seen.ts';

const KPIS = [
  'active_customers',
  'campaigns_run',
  'targeted',
  'sent',
  'delivered',
  'delivery_rate',
  'opened',
  'open_rate',
  'clicked',
  'click_rate',
  'converted',
  'conversion_rate',
  'conversion_uplift',
  'unsubscribed',
  'revenue',
  'uplift',
] as const satisfies readonly MetricKey[];

export default defineEndpoint({
  ...DESIGNED_READ,
  path: '/api/v1/tenants/:tenant/analytics/dashboard',
  permission: 'analytics.read',
  summary: 'Get the KPIs of the tenant, beside those of an earlier period',
  query: ANALYTICS_QUERIES.dashboard,
  example: { query: { from: '2026-06-01', to: '2026-06-14' } },
  answer: dashboardAnswerSchema,
  handle(call, query) {
    const refusal = periodProblem(query);
    if (refusal !== null) return refusal;
    const source = resultsSeen(call);
    const basis = basisOf(call, source);
    const before = query.compare_to === 'none' ? null : periodBefore(query, query.compare_to);
    // Half a period would pass for a change.
    const complete = before !== null && basis.data_from !== null && before.from >= basis.data_from;
    const now = totals(source, query);
    const then = complete ? totals(source, before) : {};
    const kpis = KPIS.map((metric) => {
      const [value, previous] = [now[metric] ?? null, then[metric] ?? null];
      const item = call.tenant.schema.find(({ kind, key }) => kind === 'metric' && key === metric);
      const unit = item?.kind === 'metric' ? item.unit : ('count' as const);
      return { metric, unit, value, previous, ...changeOf(value, previous) };
    });
    const compared_with = before === null ? null : { ...before, complete };
    return { ...envelope(call), item: { ...basis, kpis, compared_with } };
  },
});

function totals(source: Results, { from, to }: Period): Partial<Record<MetricKey, number | null>> {
  const [row] = aggregate(source, { metrics: KPIS, dimensions: [], filters: [], from, to });
  return row?.metrics ?? {};
}

function changeOf(value: number | null, previous: number | null) {
  if (value === null || previous === null) return { change: null, change_percent: null };
  const change = Math.round((value - previous) * 100) / 100;
  return {
    change,
    change_percent: previous === 0 ? null : Math.round((10_000 * change) / Math.abs(previous)) / 100,
  };
}
