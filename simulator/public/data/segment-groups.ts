import type { TenantData } from '#fixtures/world-data.ts';
import { audiencesOf } from '../../tenant/audiences.ts';
import type { Group } from './changers.ts';
import { segmentsOf } from './lookups.ts';

/** The segments of a kind with their customers of today. */
export function segmentGroups(tenant: TenantData, kind: 'value' | 'micro'): Group[] {
  const audiences = audiencesOf(tenant);
  return segmentsOf(tenant, kind).map(({ id, definition }) => ({ id, members: audiences.of(definition) }));
}
