import type { DRAFT_BODIES } from '#contract/drafts.ts';
import type { SegmentRecord } from '#fixtures/world-data.ts';
import type { z } from 'zod';
import { checkCriteria } from '../criteria/check-criteria.ts';
import type { Desk } from './desk.ts';
import { draftEndpoint, type Plan } from './draft-endpoint.ts';
import { findTargetGroup } from './references.ts';

type Body = z.output<(typeof DRAFT_BODIES)['target_group']>;

export default draftEndpoint('target_group', planTargetGroup);

function planTargetGroup(body: Body, desk: Desk): Plan<'target_group'> {
  const { schema, collections } = desk.call.tenant;
  const segments: [SegmentRecord, string][] = [];
  const criteria = checkCriteria(
    body.criteria,
    {
      schema,
      channels: collections.channels.map(({ kind }) => kind),
      segment(id, parameter) {
        const segment = desk.find('segments', id, parameter);
        if (segment !== undefined) segments.push([segment, parameter]);
        return segment;
      },
      complain: desk.complain,
    },
    'criteria',
  );
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
  const priorities = collections['target-groups'].map(({ priority }) => priority);
  const size = 0;
  return {
    brand,
    estimated_size: size,
    make: (base) => ({
      ...base,
      status: 'draft',
      priority: priorities.reduce((highest, priority) => Math.max(highest, priority), 0) + 1,
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
