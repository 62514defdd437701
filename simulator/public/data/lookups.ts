import type { ChannelRecord, SegmentRecord, TargetGroupRecord, TenantData } from '#fixtures/world-data.ts';
import { foldText } from '../../tenant/fold-text.ts';
import { noSuch } from '../problem.ts';
import type { Problem } from '../problem.ts';

export function channelOf(tenant: TenantData, id: string): ChannelRecord | Problem {
  return byId(tenant.collections.channels, id) ?? noSuch('channel', id);
}

export function targetGroupOf(tenant: TenantData, id: string): TargetGroupRecord | Problem {
  return byId(targetGroupsOf(tenant), id) ?? noSuch('target group', id);
}

/** Those that a campaign may address, in the order of their priority. */
export function targetGroupsOf({ collections }: TenantData): TargetGroupRecord[] {
  return collections['target-groups']
    .filter(({ status }) => status === 'active')
    .toSorted((a, b) => a.priority - b.priority);
}

export function segmentsOf({ collections }: TenantData, kind: 'value' | 'micro'): SegmentRecord[] {
  return collections.segments.filter((segment) => segment.kind === kind);
}

/** The row of an id, with or without zeros before it. */
export function byId<Row extends { id: string }>(rows: readonly Row[], id: string): Row | undefined {
  const plain = String(Number(id));
  return rows.find((row) => row.id === plain);
}

/** The first row of a name; texts are not case-sensitive in this API. */
export function byName<Row extends { name: string }>(rows: readonly Row[], name: string): Row | undefined {
  const folded = foldText(name);
  return rows.find((row) => foldText(row.name) === folded);
}
