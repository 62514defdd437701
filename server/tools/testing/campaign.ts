import type { Campaign } from '#contract/entities/campaign.ts';

/** An ordinary draft campaign. */
export function campaign(id: number, change: Partial<Campaign> = {}): Campaign {
  const instant = '2026-11-22T11:30:00.000Z';
  return {
    id: String(id),
    name: `Campaign ${id}`,
    brand: 'lumenplay',
    source: 'ui',
    created_at: instant,
    created_by: 'marketer@lumenplay.example',
    updated_at: instant,
    url: `http://localhost:4320/console/lumenplay/campaigns/${id}`,
    status: 'draft',
    type: 'scheduled',
    channels: ['email', 'push'],
    target_group: { id: '7', name: 'VIP Active EU' },
    tags: ['weekend', 'retention'],
    execution_at: null,
    objective: 'Bring lapsed players back for the weekend.',
    notes: 'Check the wording with legal.',
    control_group_percent: 10,
    duration_days: 3,
    lead_time_days: 1,
    actions: [
      { id: '1', name: 'Control', is_control: true, share_percent: 10, messages: [], promotion: null },
    ],
    exclusions: [{ id: '8', name: 'Self-excluded' }],
    schedule: null,
    trigger: null,
    stream: null,
    approval: { state: 'not_requested', by: null, at: null },
    occurrences: [],
    ...change,
  };
}
