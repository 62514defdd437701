import { z } from 'zod';
import { analyticsAnswerSchema, type MetricKey } from '#contract/analytics.ts';
import { CHANNEL_KINDS, channelKindSchema } from '#contract/entities/entity.ts';
import { readOperation } from '../../optimove/operation.ts';
import { ok } from '../../result.ts';
import { defineReadTool } from '../define.ts';
import { anyOfParam, cursorParam } from '../params.ts';
import { readPage } from '../read-page.ts';
import { periodParams, resolvePeriod } from './period.ts';
import { flatRow, rowsOutput, upstreamQuery } from './rows.ts';

const queryAnalytics = readOperation('/tenants/:tenant/analytics/query', analyticsAnswerSchema);

const METRICS = [
  'sent',
  'delivered',
  'bounced',
  'opened',
  'clicked',
  'unsubscribed',
  'delivery_rate',
  'open_rate',
  'click_rate',
  'treated',
  'converted',
  'conversion_rate',
  'revenue',
] as const satisfies readonly MetricKey[];
const INTERVALS = ['day', 'week', 'month'] as const;
const KEYS = ['channel', ...INTERVALS, ...METRICS] as const;
const ROWS_AT_ONCE = 200;

export default defineReadTool({
  name: 'optimove_get_channel_metrics',
  title: 'Get channel metrics',
  description:
    'Delivery and engagement per execution channel over a period, optionally as a time series. Does not break down by campaign.',
  input: z.strictObject({
    channels: anyOfParam(channelKindSchema, 'Only these.'),
    ...periodParams,
    interval: z
      .enum(['total', ...INTERVALS])
      .optional()
      .describe('Default total.'),
    cursor: cursorParam,
  }),
  output: rowsOutput(KEYS),
  run: (input, context) =>
    readPage(
      { ...input, limit: ROWS_AT_ONCE },
      context,
      async ({ channels, interval, ...query }) => {
        // The control group went through none.
        const kinds = Array.isArray(channels) && channels.length > 0 ? channels : CHANNEL_KINDS;
        const answer = await context.api.read(queryAnalytics, {
          params: { tenant: context.tenant.id },
          query: {
            ...upstreamQuery(query),
            metrics: METRICS,
            dimensions: [...INTERVALS.filter((one) => one === interval), 'channel'],
            filters: [`channel:in:${kinds.join(',')}`],
          },
        });
        return answer.ok
          ? ok({ ...answer.value, items: answer.value.items.map((row) => flatRow(row, KEYS)) })
          : answer;
      },
      {},
      resolvePeriod,
    ),
});
