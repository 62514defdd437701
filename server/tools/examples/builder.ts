import type { ToolExample } from './example.ts';

export const BUILDER_EXAMPLES: readonly ToolExample[] = [
  {
    tool: 'optimove_create_draft_target_group',
    question: 'Draft a target group of VIPs who are likely to leave.',
    args: {
      name: 'VIPs likely to leave',
      description: 'VIP tier is gold, platinum or diamond and churn risk at least 70%',
      idempotency_key: 'example-target-group',
    },
  },
  {
    tool: 'optimove_create_draft_campaign',
    question: 'Draft an email campaign for VIP Active EU.',
    args: {
      name: 'December thank you',
      target_group_id: '3002',
      channel: 'email',
      content: { subject: 'Thank you for a great year' },
      control_group_percent: 10,
      objective: 'Keep VIPs active over the holidays.',
      tags: ['vip'],
      idempotency_key: 'example-campaign',
    },
  },
  {
    tool: 'optimove_create_draft_trigger',
    question: 'Create a draft trigger that fires on a deposit event with amount greater than 100.',
    args: {
      name: 'Deposit of more than 100',
      event: 'deposit',
      conditions: [{ property: 'amount', op: 'gt', value: '100' }],
      frequency_cap: { max: 1, per: 'day' },
      idempotency_key: 'example-trigger',
    },
  },
  {
    tool: 'optimove_create_draft_stream',
    question: 'Draft a stream for VIP Active EU: an email, three days of waiting, then a push.',
    args: {
      name: 'VIP welcome in two steps',
      entry_target_group_id: '3002',
      steps: [
        { key: 'hello', type: 'message', channel: 'email', next: 'pause' },
        { key: 'pause', type: 'wait', wait_hours: 72, next: 'reminder' },
        { key: 'reminder', type: 'message', channel: 'push', next: 'end' },
        { key: 'end', type: 'exit' },
      ],
      control_group_percent: 10,
      idempotency_key: 'example-stream',
    },
  },
];
