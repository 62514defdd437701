import type { DRAFT_BODIES } from '#contract/drafts.ts';
import type { StreamRecord } from '#fixtures/world-data.ts';
import type { z } from 'zod';
import { checkSteps, type Step } from './check-steps.ts';
import type { Desk } from './desk.ts';
import type { Plan } from './creation.ts';
import { draftEndpoint } from './draft-endpoint.ts';
import { findPromotion, findTargetGroup, findTemplate } from './references.ts';

type Body = z.output<(typeof DRAFT_BODIES)['stream']>;
type Kept = StreamRecord['steps'][number];

export default draftEndpoint('stream', planStream);

function planStream(body: Body, desk: Desk): Plan<'stream'> | null {
  const group = findTargetGroup(desk, body.entry_target_group_id, 'entry_target_group_id');
  const brand = desk.brandOf(undefined, [group]);
  checkSteps(body.steps, desk.complain);
  const steps = body.steps.map((step, at) => keptStep(desk, step, brand, `steps[${at}].`));
  if (group === undefined) return null;

  const control = body.control_group_percent;
  const test = { key: 'test', name: 'Test', is_control: false, allocation_percent: 100 - control };
  const rest = { key: 'control', name: 'Control', is_control: true, allocation_percent: control };
  return {
    brand,
    make: (base) => ({
      ...base,
      status: 'draft',
      channels: [...new Set(steps.flatMap(({ channel }) => channel ?? []))],
      campaign_count: 0,
      starts_at: null,
      ends_at: null,
      objective: body.objective,
      entry_target_group: { id: group.id, name: group.name },
      control_group_percent: control,
      allocated_customers: 0,
      treatments: control > 0 ? [test, rest] : [test],
      steps,
      campaigns: [],
      kpis: [],
    }),
  };
}

function keptStep(desk: Desk, step: Step, brand: string, at: string): Kept {
  const { template_id: _template, promotion_id: _promotion, ...rest } = step;
  const template = findTemplate(desk, step, brand, at);
  const promotion = findPromotion(desk, step, brand, at);
  const { channels } = desk.call.tenant.collections;
  if (step.channel !== undefined && !channels.some(({ kind }) => kind === step.channel)) {
    desk.complain(`${at}channel`, 'is none that the tenant has');
  }
  return {
    ...rest,
    ...(template && { template: { id: template.id, name: template.name } }),
    ...(promotion && { promotion: { id: promotion.id, name: promotion.name } }),
  };
}
