import { CHANNEL_KINDS } from '#contract/entities/entity.ts';
import { definePrompt } from './define.ts';

export default definePrompt({
  name: 'draft_win_back_campaign',
  title: 'Draft a win-back campaign',
  description:
    'A target group of lapsed customers and a campaign for it, both as drafts that a marketer reviews in Optimove.',
  arguments: [
    {
      name: 'audience',
      description: 'Whom to win back, in your own words.',
      required: true,
      completion: ['churned customers', 'churned customers who opened an email within the last 90 days'],
    },
    { name: 'channel', description: 'How to reach them, email when left out.', completion: CHANNEL_KINDS },
  ],
  task: ({ audience, channel = 'email' }) =>
    `Draft a win-back campaign over the channel ${JSON.stringify(channel)} for this audience: ${JSON.stringify(audience)}.`,
  steps: ({ audience, channel = 'email' }) => [
    {
      tool: 'optimove_search_schema',
      args: { kind: 'lifecycle_stage' },
      purpose: 'the stages and attributes that describe lapsed customers here',
    },
    {
      tool: 'optimove_list_target_groups',
      args: { query: 'churn', status: ['active'] },
      purpose: 'whether a target group for them exists already; if so, use it and skip the draft of one',
    },
    {
      tool: 'optimove_create_draft_target_group',
      args: { name: '<a name that says whom it holds>', description: audience },
      purpose:
        'the audience as a draft. Show the person the interpretation and the estimated size, and ask about what was not understood before going on',
    },
    {
      tool: 'optimove_list_channels',
      args: {},
      purpose: `whether ${JSON.stringify(channel)} works; call again with its id as channel_id for its templates`,
    },
    {
      tool: 'optimove_list_promotions',
      args: { status: ['active'], valid_on: 'today' },
      purpose: 'a promotion that fits; none if none does',
    },
    {
      tool: 'optimove_create_draft_campaign',
      args: {
        name: '<a name that says what it does>',
        target_group_id: '<id of the target group>',
        channel,
        control_group_percent: 10,
        objective: '<what it should achieve, measurably>',
      },
      purpose: 'the campaign as a draft, with template_id and promotion_id where there are some',
    },
  ],
  answer:
    'the links of both drafts, whom they reach and how many, what was assumed, and what a marketer still has to decide, approve and activate in Optimove.',
});
