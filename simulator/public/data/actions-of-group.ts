import type { TenantData } from '#fixtures/world-data.ts';
import { Problem } from '../problem.ts';
import { recipientGroupsOf } from './actions.ts';
import { executedOn } from './executions.ts';
import { targetGroupOf } from './lookups.ts';

/** The actions that a target group got on one of the tenant's days, each with its campaign and its recipient group. */
export function actionsOfGroup(tenant: TenantData, groupId: string, day: string) {
  const group = targetGroupOf(tenant, groupId);
  return group instanceof Problem
    ? group
    : executedActions(tenant, day).filter(({ campaign }) => campaign.target_group.id === group.id);
}

/** All actions that were executed on one of the tenant's days. */
export function executedActions(tenant: TenantData, day: string) {
  return executedOn(tenant, day).flatMap(({ campaign }) =>
    recipientGroupsOf(campaign).map((group) => ({ campaign, ...group })),
  );
}
