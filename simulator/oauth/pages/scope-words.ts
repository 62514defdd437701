import type { Effect } from '#contract/effects.ts';
import type { Scope } from '#contract/scopes.ts';
import { ROLE_PERMISSIONS } from '#contract/permissions.ts';
import type { UserRecord } from '#fixtures/world-data.ts';

interface ScopeWords {
  title: string;
  may: readonly string[];
  never?: string;
  /** What it lets an application do, as the journal names it; its mark gives glyph and tone. */
  effect: Effect;
}

/** What each scope lets an application do, in words for the person who is asked. */
export const SCOPE_WORDS: Readonly<Record<Scope, ScopeWords>> = {
  'optimove:read': {
    title: 'Read',
    may: [
      'Campaigns, promotions, triggers, journeys and Streams',
      'Segments and target groups, with their rules and sizes',
      'Channels, templates and the facts about your tenant',
      'Results, KPIs and platform health, where your role may see them',
    ],
    effect: 'read',
  },
  'optimove:drafts.write': {
    title: 'Create drafts',
    may: [
      'New drafts of target groups, campaigns, triggers and Streams, which wait for somebody to approve them',
    ],
    never: 'It can never activate, schedule or send anything, nor change or delete what exists.',
    effect: 'create_draft',
  },
};

/** Whether the role lets the user create drafts anywhere: a scope cannot give what the user does not have. */
export function mayCreateDrafts(user: UserRecord): boolean {
  return user.memberships.some(({ role }) => ROLE_PERMISSIONS[role].includes('drafts.write'));
}
