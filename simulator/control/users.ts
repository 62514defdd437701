import { z } from 'zod';
import { roleSchema } from '#contract/permissions.ts';
import { Problem, defineCall } from './call.ts';
import { userNamed } from './people.ts';

/** Everybody there is, with their rights and without their passwords. */
export const listUsers = defineCall({
  method: 'GET',
  path: '/users',
  input: z.strictObject({}),
  handle: ({ world }) => ({ users: world.users.all().map(({ password: _secret, ...user }) => user) }),
});

/** Changes the rights of a user, in all of the user's tenants; the next call already feels it. */
export const changeUser = defineCall({
  method: 'POST',
  path: '/users/:email',
  input: z.strictObject({
    role: roleSchema.optional(),
    brands: z.array(z.string()).optional(),
    disabled: z.boolean().optional(),
  }),
  handle({ world, params }, { role, brands, disabled }) {
    const named = userNamed(world, params['email'] ?? '', 'email');
    if (named instanceof Problem) return named;

    const known = named.memberships.flatMap(({ tenant }) => world.tenant(tenant)?.facts.brands ?? []);
    const allowed_values = known.map(({ key }) => key);
    if (brands?.some((brand) => !allowed_values.includes(brand)) === true) {
      return new Problem(400, "A brand is not one of the user's tenants.", {
        field: 'brands',
        allowed_values,
      });
    }
    const { password: _secret, ...user } = world.users.change(named.email, {
      ...(role && { role }),
      ...(brands && { brands }),
      ...(disabled !== undefined && { disabled }),
    });
    return { user };
  },
});
