import { ROLES, roleSchema } from '#contract/permissions.ts';
import type { UserRecord } from '#fixtures/world-data.ts';
import type { Users } from '../ports.ts';

/** The people of the world, found by id or by email in any spelling of its case. `brandsOf` names the brands of a tenant. */
export function createUsers(
  seed: readonly UserRecord[],
  brandsOf: (tenant: string) => readonly string[],
): Users {
  const byId = new Map<string, UserRecord>();
  const idOfEmail = new Map(seed.map((user) => [user.email.toLowerCase(), user.id]));

  const users: Users = {
    find: (emailOrId) => byId.get(emailOrId) ?? byId.get(idOfEmail.get(emailOrId.toLowerCase()) ?? ''),
    all: () => [...byId.values()],
    authenticate(email, password) {
      const user = byId.get(idOfEmail.get(email.toLowerCase()) ?? '');
      return user !== undefined && !user.disabled && user.password === password ? user : undefined;
    },
    change(email, change) {
      const user = users.find(email);
      if (user === undefined) throw new TypeError(`unknown user ${email}`);
      const changed = {
        ...user,
        disabled: change.disabled ?? user.disabled,
        memberships: user.memberships.map((membership) => ({ ...membership })),
      };
      for (const membership of changed.memberships) {
        if (change.role !== undefined) membership.role = roleNamed(change.role);
        const { brands } = change;
        if (brands !== undefined) {
          membership.brands = brandsOf(membership.tenant).filter((brand) => brands.includes(brand));
        }
      }
      const given = new Set(changed.memberships.flatMap((membership) => membership.brands));
      const unknown = change.brands?.find((brand) => !given.has(brand));
      if (unknown !== undefined)
        throw new TypeError(`unknown brand ${unknown} in the tenants of ${user.email}`);
      byId.set(user.id, changed);
      return changed;
    },
    reset() {
      byId.clear();
      for (const user of seed) byId.set(user.id, user);
    },
  };
  users.reset();
  return users;
}

function roleNamed(name: string): UserRecord['memberships'][number]['role'] {
  const role = roleSchema.safeParse(name);
  if (!role.success) throw new TypeError(`unknown role ${name}; the roles are ${ROLES.join(', ')}`);
  return role.data;
}
