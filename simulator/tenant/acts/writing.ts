import type { Act } from './define.ts';

/** Who may change or delete: an author the own draft, and whoever may write anything else. What has no status is never a draft. */
export function writing(
  from: readonly string[] | null,
): Pick<Act<never>, 'permission' | 'permissionBeyondOwn'> {
  return from === null
    ? { permission: 'entities.write' }
    : { permission: 'drafts.write', permissionBeyondOwn: 'entities.write' };
}
