import type { DRAFT_BODIES } from '#contract/drafts.ts';
import type { z } from 'zod';
import { audiencesOf } from '../../tenant/audiences.ts';
import { highest } from '../../tenant/table-index/rows-with.ts';
import { checkDraftCriteria } from './check-draft-criteria.ts';
import type { Desk } from './desk.ts';
import type { Plan } from './creation.ts';
import { findTargetGroup } from './references.ts';

type Body = z.output<(typeof DRAFT_BODIES)['target_group']>;

/** What a body for a target group comes to, or, at the desk, everything that is wrong with it. */
export function planTargetGroup(body: Body, desk: Desk): Plan<'target_group'> | null {
  const { tenant, user, world } = desk.call;
  const { criteria, segments } = checkDraftCriteria(desk, body.criteria);
  const excluded = body.exclude_target_group_ids.map((id, at) => {
    const parameter = `exclude_target_group_ids[${at}]`;
    return [findTargetGroup(desk, id, parameter), parameter] as const;
  });
  const referredTo = [...segments, ...excluded];
  const brand = desk.brandOf(
    body.brand,
    referredTo.map(([record]) => record),
  );
  for (const [record, parameter] of referredTo) desk.sameBrand(brand, record, parameter);

  const exclusions = new Map(
    excluded.flatMap(([group]) => (group ? [[group.id, { id: group.id, name: group.name }]] : [])),
  );
  const groups = world.visible(user, tenant.facts.id, 'target-groups');
  if (desk.problems.length > 0) return null;
  const audiences = audiencesOf(tenant);
  const size = audiences.population.count(audiences.of(criteria, [...exclusions.values()]));
  return {
    brand,
    estimated_size: size,
    make: (base) => ({
      ...base,
      status: 'draft',
      priority: highest(groups, 'priority', ({ priority }) => priority) + 1,
      size,
      sized_at: base.created_at,
      used_in_count: 0,
      description: body.description,
      criteria,
      exclusions: [...exclusions.values()],
      campaigns: [],
    }),
  };
}
