import { z } from 'zod';
import { analyticsAnswerSchema } from '#contract/analytics.ts';
import { analyticsAcceptedSchema } from '#contract/analytics-jobs.ts';
import { CHANNEL_KINDS, channelKindSchema } from '#contract/entities/entity.ts';
import { readOperation } from '../../optimove/operation.ts';
import { defineReadTool } from '../define.ts';
import { anyOfParam, cursorParam } from '../params.ts';
import { periodParams } from './period.ts';
import { readRows } from './read-rows.ts';
import { CHANNEL_METRICS, INTERVALS, ROW_KEYS } from './row-shapes.ts';
import { rowsOutput } from './rows.ts';

const queryAnalytics = readOperation(
  '/tenants/:tenant/analytics/query',
  z.union([analyticsAnswerSchema, analyticsAcceptedSchema]),
);

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
  output: rowsOutput(ROW_KEYS.channels),
  run: (input, context) =>
    readRows({ ...input, limit: ROWS_AT_ONCE }, context, 'channels', ({ channels, interval, ...query }) => {
      // The control group went through none.
      const kinds = Array.isArray(channels) && channels.length > 0 ? channels : CHANNEL_KINDS;
      return context.api.read(queryAnalytics, {
        params: { tenant: context.tenant.id },
        query: {
          ...query,
          metrics: CHANNEL_METRICS,
          dimensions: [...INTERVALS.filter((one) => one === interval), 'channel'],
          filters: [`channel:in:${kinds.join(',')}`],
        },
      });
    }),
});
