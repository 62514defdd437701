import type { DRAFT_BODIES } from '#contract/drafts.ts';
import type { CampaignRecord } from '#fixtures/world-data.ts';
import type { z } from 'zod';
import type { Desk } from './desk.ts';
import type { Plan } from './creation.ts';
import { draftEndpoint } from './draft-endpoint.ts';
import { findTargetGroup, findTemplate, findPromotion } from './references.ts';

type Body = z.output<(typeof DRAFT_BODIES)['campaign']>;
type Action = CampaignRecord['actions'][number];

export default draftEndpoint('campaign', planCampaign);

function planCampaign(body: Body, desk: Desk): Plan<'campaign'> | null {
  const { call } = desk;
  const group = findTargetGroup(desk, body.target_group_id, 'target_group_id');
  const brand = desk.brandOf(undefined, [group]);
  const template = findTemplate(desk, body, brand, '');
  const promotion = findPromotion(desk, body, brand, '');
  const channels = call.world.visible(call.user, call.tenant.facts.id, 'channels');
  const channel = channels.find(({ kind }) => kind === body.channel);
  if (channel === undefined) {
    const kinds = new Set(channels.map(({ kind }) => kind));
    desk.complain('channel', `is none that the tenant has; it has ${[...kinds].join(', ')}`);
  }
  if (group === undefined || channel === undefined) return null;

  const control = body.control_group_percent;
  const content = body.content && Object.keys(body.content).length > 0 ? body.content : undefined;
  const nextId = () => call.world.changes.nextId();
  const message: Action['messages'][number] = {
    channel: channel.kind,
    channel_id: template?.channel_id ?? channel.id,
    template: template ? { id: template.id, name: template.name } : null,
    ...(content && { content }),
    send_time: null,
  };
  const treatment = (): Action => ({
    id: nextId(),
    name: 'Treatment',
    is_control: false,
    share_percent: 100 - control,
    messages: [message],
    promotion: promotion ? { id: promotion.id, name: promotion.name, code: promotion.code } : null,
  });
  const doNothing = (): Action => ({
    id: nextId(),
    name: 'Do nothing',
    is_control: true,
    share_percent: control,
    messages: [],
    promotion: null,
  });
  return {
    brand,
    make: (base) => ({
      ...base,
      status: 'draft',
      type: 'scheduled',
      channels: [channel.kind],
      target_group: { id: group.id, name: group.name },
      tags: [...new Set(body.tags)],
      execution_at: null,
      objective: body.objective,
      notes: '',
      control_group_percent: control,
      duration_days: 7,
      lead_time_days: 1,
      actions: control > 0 ? [treatment(), doNothing()] : [treatment()],
      exclusions: [],
      schedule: null,
      trigger: null,
      stream: null,
      approval: { state: 'not_requested', by: null, at: null },
      occurrences: [],
    }),
  };
}
