import { z } from 'zod';
import { Problem, defineCall } from './call.ts';
import { userNamed } from './people.ts';

/** A token of the tenant API in the name of a user, without sign-in and consent. */
export const issueToken = defineCall({
  method: 'POST',
  path: '/tokens',
  input: z.strictObject({ user: z.string() }),
  async handle({ world, authorizationServer, origin }, input) {
    const user = userNamed(world, input.user, 'user');
    if (user instanceof Problem) return user;
    if (user.disabled) return new Problem(400, 'This user is disabled.', { field: 'user' });
    const token = await authorizationServer.tokenFor(user);
    return { token, api: `${origin}/api/v1`, user: { id: user.id, email: user.email } };
  },
});
