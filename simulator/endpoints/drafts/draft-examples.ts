import type { DRAFT_BODIES, DraftType } from '#contract/drafts.ts';
import type { z } from 'zod';

/** Drafts that the demo world takes. */
export const DRAFT_EXAMPLES: { readonly [Type in DraftType]: z.input<(typeof DRAFT_BODIES)[Type]> } = {
  campaign: {
    name: 'Summer welcome',
    target_group_id: '3002',
    channel: 'email',
    template_id: '20001',
    control_group_percent: 10,
    objective: 'Bring back who has not played for a week',
    tags: ['summer'],
  },
  trigger: {
    name: 'High deposit',
    event: 'deposit',
    conditions: [{ property: 'amount', operator: 'gt', value: 100 }],
    frequency_cap: { max: 1, per: 'day' },
  },
  stream: {
    name: 'First week',
    entry_target_group_id: '3002',
    steps: [
      { key: 'hello', type: 'message', channel: 'email', next: 'pause' },
      { key: 'pause', type: 'wait', wait_hours: 48, next: 'offer' },
      { key: 'offer', type: 'message', channel: 'push' },
    ],
  },
  target_group: {
    name: 'Quiet VIPs',
    brand: 'lumenplay',
    criteria: {
      type: 'and',
      children: [
        { type: 'lifecycle_stage', operator: 'in', values: ['VIP'] },
        { type: 'event', event: 'deposit', measure: 'days_since_last', operator: 'gt', value: 30 },
      ],
    },
  },
};
