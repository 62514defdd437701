import { definePrompt, PERIODS } from './define.ts';

export default definePrompt({
  name: 'weekly_performance_review',
  title: 'Weekly performance review',
  description:
    'What changed in results over the last week, which campaigns and channels drove it, and what to look at next.',
  arguments: [{ name: 'period', description: 'How far back, -7d when left out.', completion: PERIODS }],
  task: ({ period = '-7d' }) =>
    `Review the marketing results of the period from ${JSON.stringify(period)} until now.`,
  steps: ({ period = '-7d' }) => [
    {
      tool: 'optimove_get_tenant_dashboard',
      args: { date_from: period, compare_to: 'previous_period' },
      purpose: 'the KPIs and how they changed',
    },
    {
      tool: 'optimove_get_channel_metrics',
      args: { date_from: period },
      purpose: 'the channels whose delivery or engagement stands out',
    },
    {
      tool: 'optimove_query_analytics',
      args: {
        metrics: ['sent', 'converted', 'revenue_uplift'],
        dimensions: ['campaign'],
        date_from: period,
        limit: 100,
      },
      purpose: 'the campaigns with the highest and the lowest uplift',
    },
    {
      tool: 'optimove_get_campaign_performance',
      args: { campaign_ids: ['<ids of the three best and the three worst>'], date_from: period },
      purpose: 'what these did against their control groups',
    },
    {
      tool: 'optimove_list_execution_errors',
      args: { since: period, severity: ['error', 'critical'] },
      purpose: 'whether a failure explains a drop',
    },
  ],
  answer:
    'a summary of three sentences, a table of KPIs with their change, what drove it, and at most three things to look at, the most important first.',
});
