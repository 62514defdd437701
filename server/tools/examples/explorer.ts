import type { ToolExample } from './example.ts';

export const EXPLORER_EXAMPLES: readonly ToolExample[] = [
  { tool: 'optimove_get_tenant', question: 'Who am I signed in as, and what may I do?', args: {} },
  {
    tool: 'optimove_search_schema',
    question: 'Which events tell of a deposit, and what do they carry?',
    args: { query: 'deposit', kind: 'event' },
  },
  {
    tool: 'optimove_list_campaigns',
    question: 'List all draft campaigns created in the last hour and return their IDs.',
    args: { status: ['draft'], created_after: '-1h' },
  },
  {
    tool: 'optimove_get_campaign',
    question: 'Show me everything about the campaign "VIP Cash Drop – today".',
    args: { id: 'VIP Cash Drop – today', detail: 'full' },
  },
  {
    tool: 'optimove_list_promotions',
    question: 'Which promotions can be used today?',
    args: { status: ['active'], valid_on: 'today', limit: 5 },
  },
  {
    tool: 'optimove_get_promotion',
    question: 'What does the code SHOPFREE give?',
    args: { id: 'Fan Shop: Free Delivery' },
  },
  {
    tool: 'optimove_list_triggers',
    question: 'Which triggers listen to deposits?',
    args: { event: 'deposit' },
  },
  {
    tool: 'optimove_get_trigger',
    question: 'When exactly does the trigger "Large deposit" fire?',
    args: { id: 'Large deposit' },
  },
  {
    tool: 'optimove_list_journeys',
    question: 'Which journeys are running?',
    args: { status: ['active'] },
  },
  {
    tool: 'optimove_get_journey',
    question: 'What steps does the VIP Win-back journey have?',
    args: { id: 'VIP Win-back' },
  },
  {
    tool: 'optimove_list_streams',
    question: 'Which streams use push?',
    args: { channel: 'push' },
  },
  {
    tool: 'optimove_get_stream',
    question: 'What happens in the stream "Slip Rescue Track", step by step?',
    args: { id: 'Slip Rescue Track', detail: 'full' },
  },
  {
    tool: 'optimove_list_segments',
    question: 'Which segments are about VIPs?',
    args: { query: 'vip', sort: 'name_asc' },
  },
  {
    tool: 'optimove_get_segment',
    question: 'Pull the JSON definition of segment lapsed_vip and explain each predicate.',
    args: { id: 'lapsed_vip' },
  },
  {
    tool: 'optimove_list_target_groups',
    question: 'Which target groups are about churn?',
    args: { query: 'churn' },
  },
  {
    tool: 'optimove_get_target_group',
    question: 'Who is in the target group VIP Active EU?',
    args: { id: 'VIP Active EU' },
  },
  {
    tool: 'optimove_list_channels',
    question: 'Which channels are set up, and do they work?',
    args: {},
  },
];
