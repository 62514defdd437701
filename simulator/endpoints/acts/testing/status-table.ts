import type { Role } from '#contract/permissions.ts';

/** By whom something may be done: those who approve and activate, or the author of a draft; an admin always. */
type By = 'approver' | 'author' | 'drafter' | 'admin';

/** From which statuses to which, said again without the code; `=` stays as it is, `-` is gone, `+` is a new draft beside it. */
export const TABLE: Readonly<
  Record<string, Readonly<Record<string, readonly [By, from: string, to: string]>>>
> = {
  campaigns: {
    submit: ['author', 'draft', 'pending_approval'],
    approve: ['approver', 'pending_approval', 'draft scheduled'],
    reject: ['approver', 'pending_approval', 'draft'],
    schedule: ['approver', 'draft scheduled paused', 'scheduled'],
    activate: ['approver', 'draft scheduled', 'running'],
    pause: ['approver', 'scheduled running', 'paused'],
    resume: ['approver', 'paused', 'scheduled running'],
    send: ['approver', 'draft scheduled running', 'running failed not_run'],
    stop: ['approver', 'scheduled running paused', 'stopped'],
    duplicate: ['drafter', '*', '+'],
    modify: ['author', 'draft scheduled running paused', '='],
    delete: ['author', 'draft pending_approval scheduled paused', '-'],
  },
  promotions: {
    activate: ['approver', 'draft deactivated', 'active'],
    deactivate: ['approver', 'active', 'deactivated'],
    archive: ['approver', 'draft deactivated', 'archived'],
    duplicate: ['drafter', '*', '+'],
    modify: ['author', 'draft active deactivated', '='],
    delete: ['author', 'draft', '-'],
  },
  triggers: {
    activate: ['approver', 'draft', 'armed'],
    pause: ['approver', 'armed', 'paused'],
    resume: ['approver', 'paused', 'armed'],
    archive: ['approver', 'draft paused', 'archived'],
    duplicate: ['drafter', '*', '+'],
    modify: ['author', 'draft armed paused', '='],
    delete: ['author', 'draft', '-'],
  },
  streams: {
    activate: ['approver', 'draft', 'active'],
    stop: ['approver', 'active', 'completed'],
    archive: ['approver', 'draft completed', 'archived'],
    duplicate: ['drafter', '*', '+'],
    modify: ['author', 'draft active', '='],
    delete: ['author', 'draft', '-'],
  },
  journeys: {
    activate: ['approver', 'draft', 'active'],
    pause: ['approver', 'active', 'paused'],
    resume: ['approver', 'paused', 'active'],
    stop: ['approver', 'active paused', 'completed'],
    archive: ['approver', 'draft completed', 'archived'],
    duplicate: ['drafter', '*', '+'],
    modify: ['author', 'draft active paused', '='],
    delete: ['author', 'draft', '-'],
  },
  'target-groups': {
    activate: ['approver', 'draft', 'active'],
    archive: ['approver', 'draft active', 'archived'],
    duplicate: ['drafter', '*', '+'],
    modify: ['author', 'draft active', '='],
    delete: ['author', 'draft archived', '-'],
  },
  segments: { modify: ['admin', '*', '='], delete: ['admin', '*', '-'] },
  templates: { modify: ['admin', '*', '='], delete: ['admin', '*', '-'] },
  channels: { disable: ['admin', 'active degraded', 'disabled'], enable: ['admin', 'disabled', 'active'] },
};

/** Whether a role may do it at all: to its own draft, where that makes a difference. */
export function isPermitted(by: By, role: Role, isOwnDraft: boolean): boolean {
  if (role === 'admin') return true;
  if (by === 'approver') return role === 'approver';
  const drafts = role === 'marketer' || role === 'approver';
  return drafts && (by === 'drafter' || (by === 'author' && isOwnDraft));
}
