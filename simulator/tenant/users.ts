import { ROLES, roleSchema } from '#contract/permissions.ts';
import type { UserRecord } from '#fixtures/world-data.ts';
import { z } from 'zod';
import type { Users } from '../ports.ts';
import type { WorldState } from './state.ts';

type Rights = Pick<UserRecord, 'disabled' | 'memberships'>;

/** What of a user may change. Nothing else is kept, so that no file of a world holds a name or a password. */
const rightsSchema: z.ZodType<Rights> = z.object({
  disabled: z.boolean(),
  memberships: z.array(z.object({ tenant: z.string(), role: roleSchema, brands: z.array(z.string()) })),
});

/** The people of the world, found by id or by email in any spelling of its case. `brandsOf` names the brands of a tenant. */
export function createUsers(
  state: WorldState,
  seed: readonly UserRecord[],
  brandsOf: (tenant: string) => readonly string[],
): Users {
  const ofSeed = new Map(seed.map((user) => [user.id, user]));
  const changed = state.table('users', rightsSchema);
  const now = (user: UserRecord): UserRecord => {
    const rights = changed.get(user.id);
    return rights === undefined ? user : { ...user, ...rights };
  };
  const byId = (id: string): UserRecord | undefined => {
    const user = ofSeed.get(id);
    return user && now(user);
  };
  const idOfEmail = new Map(seed.map((user) => [user.email.toLowerCase(), user.id]));

  const users: Users = {
    find: (emailOrId) => byId(emailOrId) ?? byId(idOfEmail.get(emailOrId.toLowerCase()) ?? ''),
    all: () => seed.map(now),
    begun: seed,
    authenticate(email, password) {
      const user = byId(idOfEmail.get(email.toLowerCase()) ?? '');
      return user !== undefined && !user.disabled && user.password === password ? user : undefined;
    },
    change(email, change, tenant) {
      const user = users.find(email);
      if (user === undefined) throw new TypeError(`unknown user ${email}`);
      const next = {
        ...user,
        disabled: change.disabled ?? user.disabled,
        memberships: user.memberships.map((membership) => ({ ...membership })),
      };
      const meant = next.memberships.filter(
        (membership) => tenant === undefined || membership.tenant === tenant,
      );
      for (const membership of meant) {
        if (change.role !== undefined) membership.role = roleNamed(change.role);
        const { brands } = change;
        if (brands !== undefined) {
          membership.brands = brandsOf(membership.tenant).filter((brand) => brands.includes(brand));
        }
      }
      const given = new Set(meant.flatMap((membership) => membership.brands));
      const unknown = change.brands?.find((brand) => !given.has(brand));
      if (unknown !== undefined)
        throw new TypeError(`unknown brand ${unknown} in the tenants of ${user.email}`);
      changed.set(user.id, { disabled: next.disabled, memberships: next.memberships });
      return next;
    },
    reset: () => changed.clear(),
  };
  return users;
}

function roleNamed(name: string): UserRecord['memberships'][number]['role'] {
  const role = roleSchema.safeParse(name);
  if (!role.success) throw new TypeError(`unknown role ${name}; the roles are ${ROLES.join(', ')}`);
  return role.data;
}
