import { z } from 'zod';
import { Problem, defineCall } from './call.ts';
import { accountName } from '../tenant/accounts.ts';
import { userNamed } from './people.ts';

/** Ends what a user approved, as the profile page does. */
export const revokeGrants = defineCall({
  method: 'POST',
  path: '/grants/revoke',
  input: z.strictObject({ user: z.string(), client_id: z.string().optional() }),
  handle({ world, authorizationServer }, { user, client_id }) {
    const named = userNamed(world, user, 'user');
    if (named instanceof Problem) return named;
    return { revoked: authorizationServer.revoke(accountName(world.name, named.id), client_id) };
  },
});
