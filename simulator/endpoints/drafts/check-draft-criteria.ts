import type { Predicate } from '#contract/entities/predicate.ts';
import type { SegmentRecord } from '#fixtures/world-data.ts';
import { checkCriteria } from '../criteria/check-criteria.ts';
import type { Desk } from './desk.ts';

/** Checks criteria with the eyes of their author; tells which segments they refer to, and where. */
export function checkDraftCriteria(
  desk: Desk,
  criteria: Predicate,
): { criteria: Predicate; segments: readonly (readonly [SegmentRecord, parameter: string])[] } {
  const { schema, collections } = desk.call.tenant;
  const segments: [SegmentRecord, string][] = [];
  const checked = checkCriteria(
    criteria,
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
  return { criteria: checked, segments };
}
