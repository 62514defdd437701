import type { CampaignRecord, TenantData } from '#fixtures/world-data.ts';

type Action = CampaignRecord['actions'][number];

/** In all answers, the action of those who are in a control group: do nothing. */
export const CONTROL_ACTION = { id: '1', name: 'DN' } as const;

/** The actions of a campaign that send something, numbered from 1: each has a recipient group. */
export function recipientGroupsOf({ actions }: CampaignRecord): { number: number; action: Action }[] {
  return actions.filter(({ is_control }) => !is_control).map((action, at) => ({ number: at + 1, action }));
}

const known = new WeakMap<TenantData['collections']['campaigns'], ReadonlyMap<string, string>>();

/** The names of all actions of a tenant by their ids, that of the control group first. */
export function actionNames({ collections: { campaigns } }: TenantData): ReadonlyMap<string, string> {
  const made = known.get(campaigns);
  if (made !== undefined) return made;
  const names = new Map<string, string>([[CONTROL_ACTION.id, CONTROL_ACTION.name]]);
  for (const campaign of campaigns) {
    for (const { action } of recipientGroupsOf(campaign)) names.set(action.id, action.name);
  }
  known.set(campaigns, names);
  return names;
}
