import { z } from 'zod';
import { CAMPAIGN_GROUPS, campaignPerformanceAnswerSchema, MOST_CAMPAIGNS } from '#contract/analytics.ts';
import { analyticsAcceptedSchema } from '#contract/analytics-jobs.ts';
import { idSchema } from '#contract/entities/entity.ts';
import { readOperation } from '../../optimove/operation.ts';
import type { ToolFailure } from '../../ports.ts';
import { fail } from '../../result.ts';
import { defineReadTool } from '../define.ts';
import { cursorParam } from '../params.ts';
import { periodParams } from './period.ts';
import { readRows } from './read-rows.ts';
import { ROW_KEYS } from './row-shapes.ts';
import { rowsOutput } from './rows.ts';

const getPerformance = readOperation(
  '/tenants/:tenant/analytics/campaigns',
  z.union([campaignPerformanceAnswerSchema, analyticsAcceptedSchema]),
);
const ROWS_AT_ONCE = 100;

export default defineReadTool({
  name: 'optimove_get_campaign_performance',
  title: 'Get campaign performance',
  description:
    'Results for up to 50 campaigns: sent, delivered, opened, clicked, converted, revenue, and uplift against the control group. Long queries return a job for optimove_get_analytics_job.',
  input: z.strictObject({
    campaign_ids: z.array(z.string().max(64)).min(1).max(MOST_CAMPAIGNS).describe('Campaign IDs.'),
    ...periodParams,
    group_by: z.enum(CAMPAIGN_GROUPS).optional().describe('Default campaign.'),
    cursor: cursorParam,
  }),
  output: rowsOutput(ROW_KEYS.campaigns, { id: z.string(), name: z.string() }),
  run: async (input, context) => {
    const noId = input.campaign_ids.find((id) => !idSchema.safeParse(id).success);
    if (noId !== undefined) return noSuchCampaign(noId);
    return readRows({ ...input, limit: ROWS_AT_ONCE }, context, 'campaigns', async (query) => {
      const answer = await context.api.read(getPerformance, { params: { tenant: context.tenant.id }, query });
      if (!answer.ok || !('not_found' in answer.value)) return answer;
      const [given] = answer.value.not_found;
      return given === undefined ? answer : noSuchCampaign(given);
    });
  },
});

function noSuchCampaign(given: string) {
  return fail<ToolFailure>({
    code: 'not_found',
    entity: 'campaign',
    given,
    nearest: [],
    list_tool: 'optimove_list_campaigns',
  });
}
