import type { UserRecord } from '#fixtures/world-data.ts';
import type { World } from '../ports.ts';
import { userName } from '../tenant/accounts.ts';
import type { Problem } from './call.ts';
import { unknownName } from './unknown-name.ts';

/** The user that an input names by email or id; `field` is where the name stood. */
export function userNamed(world: World, name: string, field: string): UserRecord | Problem {
  const emails = world.users.all().map(({ email }) => email);
  return world.users.find(userName(world.name, name)) ?? unknownName('user', name, emails, field);
}

/** The problem of a tenant that the world does not have, or null. */
export function unknownTenant(world: World, tenant: string, field = 'tenant'): Problem | null {
  if (world.tenantIds.includes(tenant)) return null;
  return unknownName('tenant', tenant, world.tenantIds, field);
}
