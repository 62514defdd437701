import type { UserRecord } from '#fixtures/world-data.ts';
import type { World } from '../ports.ts';
import { Problem } from './call.ts';

/** The user that an input names by email or id; `field` is where the name stood. */
export function userNamed(world: World, name: string, field: string): UserRecord | Problem {
  const emails = world.users.all().map(({ email }) => email);
  return (
    world.users.find(name) ?? new Problem(400, 'There is no such user.', { field, allowed_values: emails })
  );
}

/** The problem of a tenant that the world does not have, or null. */
export function unknownTenant(world: World, tenant: string): Problem | null {
  if (world.tenantIds.includes(tenant)) return null;
  return new Problem(400, 'There is no such tenant.', { field: 'tenant', allowed_values: world.tenantIds });
}
