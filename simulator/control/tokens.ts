import { z } from 'zod';
import { Problem, defineCall } from './call.ts';
import { accountName } from '../tenant/accounts.ts';
import { userNamed } from './people.ts';

/** Tokens in the name of a user, without sign-in and consent: of the tenant API, and of the connector. */
export const issueToken = defineCall({
  method: 'POST',
  path: '/tokens',
  input: z.strictObject({ user: z.string() }),
  async handle({ world, authorizationServer, origin }, input) {
    const user = userNamed(world, input.user, 'user');
    if (user instanceof Problem) return user;
    if (user.disabled) return new Problem(400, 'This user is disabled.', { field: 'user' });
    const accountId = accountName(world.name, user.id);
    const { api, mcp } = await authorizationServer.tokensFor({ accountId, world, user });
    return {
      token: api,
      mcp_token: mcp,
      api: `${origin}/api/v1`,
      user: { id: user.id, email: user.email },
    };
  },
});
