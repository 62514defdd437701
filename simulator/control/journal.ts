import { z } from 'zod';
import { effectSchema } from '#contract/effects.ts';
import { Problem, defineCall } from './call.ts';
import { userNamed } from './people.ts';

/** What reached the tenant API. */
export const readJournal = defineCall({
  method: 'GET',
  path: '/journal',
  input: z.strictObject({
    since: z.coerce.number().int().min(0).optional(),
    effect: effectSchema.optional(),
    user: z.string().optional(),
    limit: z.coerce.number().int().min(1).optional(),
  }),
  handle({ world }, { since, effect, user, limit }) {
    const named = user === undefined ? undefined : userNamed(world, user, 'user');
    if (named instanceof Problem) return named;
    return world.journal.read({
      ...(since !== undefined && { since }),
      ...(effect && { effect }),
      ...(named && { user: named.id }),
      ...(limit !== undefined && { limit }),
    });
  },
});
