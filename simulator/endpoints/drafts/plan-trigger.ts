import type { DRAFT_BODIES } from '#contract/drafts.ts';
import type { z } from 'zod';
import { checkConditions } from './check-conditions.ts';
import type { Desk } from './desk.ts';
import type { Plan } from './creation.ts';
import { findTargetGroup } from './references.ts';

type Body = z.output<(typeof DRAFT_BODIES)['trigger']>;

/** What a body for a trigger comes to, or, at the desk, everything that is wrong with it. */
export function planTrigger(body: Body, desk: Desk): Plan<'trigger'> {
  const { target_group_id: id } = body;
  const group = id === undefined ? undefined : findTargetGroup(desk, id, 'target_group_id');
  const brand = desk.brandOf(body.brand, [group]);
  desk.sameBrand(brand, group, 'target_group_id');
  checkConditions(desk, body);
  return {
    brand,
    make: (base) => ({
      ...base,
      status: 'draft',
      kind: 'simple',
      event: body.event,
      channels: [],
      fired_last_24h: 0,
      description: body.description,
      conditions: body.conditions,
      time_frame_hours: null,
      expected_event: null,
      frequency_cap: body.frequency_cap ?? null,
      target_group: group ? { id: group.id, name: group.name } : null,
      campaigns: [],
      fire_counts: { last_24h: 0, last_7d: 0, last_30d: 0 },
    }),
  };
}
