import { z } from 'zod';
import { ENTITY_COLLECTIONS } from '../tenant/entity-types.ts';
import { idsOf } from '../tenant/table-index/rows-with.ts';
import { Problem, defineCall } from './call.ts';
import { unknownTenant, userNamed } from './people.ts';

/** What a user may see, from the rules and the data alone: the API takes no part in it. */
export const readVisible = defineCall({
  method: 'GET',
  path: '/visible',
  input: z.strictObject({ user: z.string(), tenant: z.string(), entity: z.string() }),
  handle({ world }, { user, tenant, entity }) {
    const named = userNamed(world, user, 'user');
    if (named instanceof Problem) return named;
    const problem = unknownTenant(world, tenant);
    if (problem !== null) return problem;

    const spelled = entity.replaceAll('-', '_');
    const kind = Object.entries(ENTITY_COLLECTIONS).find(([one]) => spelled === one || spelled === `${one}s`);
    if (kind === undefined) {
      const allowed_values = Object.keys(ENTITY_COLLECTIONS);
      return new Problem(400, 'There is no such kind of entity.', { field: 'entity', allowed_values });
    }
    return { ids: idsOf(world.visible(named, tenant, kind[1])) };
  },
});
