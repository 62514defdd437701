import type { Role } from '#contract/permissions.ts';
import { USERS } from '#fixtures/users.ts';

type User = (typeof USERS)[number];

const MAY: Record<Role, string> = {
  admin: 'everything',
  marketer: 'may draft',
  approver: 'may draft, approve and activate',
  analyst: 'analytics and signals; no drafts',
  viewer: 'no analytics, no drafts',
};

/** The demo users and, in a few words, what each may see and do. */
export function demoUsers(): { email: string; may: string }[] {
  return USERS.map((user) => ({
    email: user.email,
    may: mayOf(user),
  }));
}

function mayOf({ disabled, memberships }: User): string {
  const [first] = memberships;
  if (disabled || first === undefined) return 'disabled: cannot sign in';
  if (first.role === 'admin') return `${MAY.admin} in ${first.tenant}`;
  if (memberships.length > 1) return `both tenants; ${MAY[first.role]}`;
  const brands = first.brands.length > 1 ? 'both brands' : `brand ${first.brands.join()} only`;
  return `${brands}; ${MAY[first.role]}`;
}
