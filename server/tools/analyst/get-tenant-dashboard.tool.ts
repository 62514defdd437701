import { z } from 'zod';
import { COMPARISONS, dashboardAnswerSchema } from '#contract/analytics.ts';
import { readOperation } from '../../optimove/operation.ts';
import { ok } from '../../result.ts';
import { defineReadTool } from '../define.ts';
import { envelopeOutput } from '../output.ts';
import { wireOf } from '../wire-schema.ts';
import { periodParams, resolvePeriod } from './period.ts';

const getDashboard = readOperation('/tenants/:tenant/analytics/dashboard', dashboardAnswerSchema);

export default defineReadTool({
  name: 'optimove_get_tenant_dashboard',
  title: 'Get tenant dashboard',
  description:
    'KPI snapshot over a period, against the one before: active customers, campaigns run, uplift, revenue, rates. For one campaign use optimove_get_campaign_performance.',
  input: z.strictObject({
    ...periodParams,
    compare_to: z.enum(COMPARISONS).optional().describe('Default previous_period.'),
  }),
  output: z.object({
    item: wireOf(dashboardAnswerSchema.shape.item),
    ...envelopeOutput,
    resolved: z.record(z.string(), z.string()),
  }),
  async run({ compare_to, ...dates }, { api, principal, tenant }) {
    const period = resolvePeriod(dates, { now: principal.now, time_zone: tenant.time_zone });
    if (!period.ok) return period;
    const { date_from: from, date_to: to } = period.value;
    const query = { from, to, compare_to };
    const answer = await api.read(getDashboard, { params: { tenant: tenant.id }, query });
    return answer.ok ? ok({ ...answer.value, resolved: period.value }) : answer;
  },
});
