import type { CustomerSet } from '#fixtures/population/customer-set.ts';
import type { TenantData } from '#fixtures/world-data.ts';
import { audiencesOf } from '../../tenant/audiences.ts';

export interface Stage {
  id: number;
  name: string;
}

/** The lifecycle stages of the tenant's schema, numbered from 1. */
export function stagesOf({ schema }: TenantData): Stage[] {
  return schema
    .filter(({ kind }) => kind === 'lifecycle_stage')
    .map(({ name }, at) => ({ id: at + 1, name }));
}

export function membersOfStage(tenant: TenantData, { name }: Stage): CustomerSet {
  return audiencesOf(tenant).of({ type: 'lifecycle_stage', operator: 'in', values: [name] });
}
