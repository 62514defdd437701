import type { Role } from '#contract/permissions.ts';
import { USERS } from '#fixtures/users.ts';

type User = (typeof USERS)[number];

const MAY: Record<Role, string> = {
  admin: 'everything',
  marketer: 'drafts',
  approver: 'drafts, approves, activates',
  analyst: 'analytics, signals, no drafts',
  viewer: 'no analytics, no drafts',
};

/** The demo users with their tenants and, in a few words, what each may see and do. */
export function demoUsers(): { email: string; tenants: string; may: string }[] {
  return USERS.map((user) => ({
    email: user.email,
    tenants: user.memberships.map(({ tenant }) => tenant).join(', '),
    may: mayOf(user),
  }));
}

function mayOf({ disabled, memberships }: User): string {
  const [first] = memberships;
  if (disabled || first === undefined) return 'disabled: cannot sign in';
  if (first.role === 'admin') return MAY.admin;
  if (memberships.length > 1) return `both tenants; ${MAY[first.role]}`;
  const brands = first.brands.length > 1 ? 'both brands' : `brand ${first.brands.join()} only`;
  return `${brands}; ${MAY[first.role]}`;
}
