import { z } from 'zod';
import { Problem, defineCall } from './call.ts';
import { accountName } from '../tenant/accounts.ts';
import { userNamed } from './people.ts';

const members = z.record(z.string(), z.json());
/** What decides how the signature is made, and so cannot be chosen. */
const FIXED = ['alg', 'b64'];

/**
 * Tokens in the name of a user, without sign-in and consent: of the tenant API, and of the connector. The latter says what is asked
 * for, under the true signature, so that a connector can be shown tokens that its issuer would never give out.
 */
export const issueToken = defineCall({
  method: 'POST',
  path: '/tokens',
  input: z.strictObject({
    user: z.string(),
    claims: members.optional(),
    header: members
      .refine((header) => !FIXED.some((name) => name in header), `cannot name ${FIXED.join(' or ')}`)
      .optional(),
    vouched: z.boolean().optional(),
  }),
  async handle({ world, authorizationServer, origin }, { user: name, ...changes }) {
    const user = userNamed(world, name, 'user');
    if (user instanceof Problem) return user;
    if (user.disabled) return new Problem(400, 'This user is disabled.', { field: 'user' });
    const accountId = accountName(world.name, user.id);
    const { api, mcp } = await authorizationServer.tokensFor({ accountId, world, user }, changes);
    return {
      token: api,
      mcp_token: mcp,
      api: `${origin}/api/v1`,
      user: { id: user.id, email: user.email },
    };
  },
});
