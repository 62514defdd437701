import type { ToolExample } from './example.ts';

export const ANALYST_EXAMPLES: readonly ToolExample[] = [
  {
    tool: 'optimove_get_tenant_dashboard',
    question: 'How did we do last week, compared with the week before?',
    args: { date_from: '-7d', compare_to: 'previous_period' },
  },
  {
    tool: 'optimove_get_campaign_performance',
    question: 'Did "Weekend Reload" beat its control group this month?',
    args: { campaign_ids: ['12027'], date_from: '-30d', group_by: 'week' },
  },
  {
    tool: 'optimove_get_channel_metrics',
    question: 'How do email and push deliver, week by week?',
    args: { channels: ['email', 'push'], date_from: '-30d', interval: 'week' },
  },
  {
    tool: 'optimove_get_audience_size',
    question: 'How many customers are in the segment Lapsed VIP and in the target group VIP Active EU?',
    args: { segment_ids: ['4001'], target_group_ids: ['3002'] },
  },
  {
    tool: 'optimove_query_analytics',
    question: 'Which campaigns on email earned most over their control groups in the last 30 days?',
    args: {
      metrics: ['sent', 'revenue_uplift'],
      dimensions: ['campaign'],
      filters: [{ field: 'channel', op: 'eq', value: 'email' }],
      date_from: '-30d',
      limit: 5,
    },
  },
  {
    tool: 'optimove_get_analytics_job',
    question: 'Is the long query done, and what does it say?',
    args: { limit: 5 },
    after: {
      tool: 'optimove_query_analytics',
      args: { metrics: ['sent', 'revenue'], dimensions: ['day', 'channel'], date_from: '-30d' },
      gives: { job_id: ['job', 'id'] },
      takesMs: 60_000,
    },
  },
];
