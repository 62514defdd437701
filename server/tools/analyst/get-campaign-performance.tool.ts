import { z } from 'zod';
import {
  type AnalyticsRow,
  CAMPAIGN_GROUPS,
  campaignPerformanceAnswerSchema,
  METRIC_KEYS,
  MOST_CAMPAIGNS,
} from '#contract/analytics.ts';
import { idSchema } from '#contract/entities/entity.ts';
import { readOperation } from '../../optimove/operation.ts';
import type { ToolFailure } from '../../ports.ts';
import { fail, ok } from '../../result.ts';
import { defineReadTool } from '../define.ts';
import { cursorParam } from '../params.ts';
import { readPage } from '../read-page.ts';
import { periodParams, resolvePeriod } from './period.ts';
import { flatRow, rowsOutput, upstreamQuery } from './rows.ts';

const getPerformance = readOperation('/tenants/:tenant/analytics/campaigns', campaignPerformanceAnswerSchema);
const KEYS = [...CAMPAIGN_GROUPS, ...METRIC_KEYS];
const ROWS_AT_ONCE = 100;

export default defineReadTool({
  name: 'optimove_get_campaign_performance',
  title: 'Get campaign performance',
  description:
    'Results for up to 50 campaigns: sent, delivered, opened, clicked, converted, revenue, and uplift against the control group.',
  input: z.strictObject({
    campaign_ids: z.array(z.string().max(64)).min(1).max(MOST_CAMPAIGNS).describe('Campaign IDs.'),
    ...periodParams,
    group_by: z.enum(CAMPAIGN_GROUPS).optional().describe('Default campaign.'),
    cursor: cursorParam,
  }),
  output: rowsOutput(KEYS, { id: z.string(), name: z.string() }),
  run: async (input, context) => {
    const noId = input.campaign_ids.find((id) => !idSchema.safeParse(id).success);
    if (noId !== undefined) return noSuchCampaign(noId);
    return readPage(
      { ...input, limit: ROWS_AT_ONCE },
      context,
      async (query) => {
        const answer = await context.api.read(getPerformance, {
          params: { tenant: context.tenant.id },
          query: upstreamQuery(query),
        });
        if (!answer.ok) return answer;
        const { not_found: missing, items, ...page } = answer.value;
        const [given] = missing;
        if (given !== undefined) return noSuchCampaign(given);
        return ok({ ...page, items: items.map((row) => ({ ...subjectOf(row), ...flatRow(row, KEYS) })) });
      },
      {},
      resolvePeriod,
    );
  },
});

/** What a row is about: its last dimension. Where the channel is none, customers got nothing. */
function subjectOf({ dimensions }: AnalyticsRow): { id: string; name: string } {
  const subject = Object.values(dimensions).at(-1);
  return subject ?? { id: 'control', name: 'Control group' };
}

function noSuchCampaign(given: string) {
  return fail<ToolFailure>({
    code: 'not_found',
    entity: 'campaign',
    given,
    nearest: [],
    list_tool: 'optimove_list_campaigns',
  });
}
