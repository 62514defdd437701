import { z } from 'zod';
import { fingerprintOf } from '../tenant/hash.ts';
import { defineCall } from './call.ts';
import { unknownTenant } from './people.ts';

/** Whether anything changed: the hash of every kind of entity, in one tenant or in all. */
export const readWorld = defineCall({
  method: 'GET',
  path: '/world',
  input: z.strictObject({ tenant: z.string().optional() }),
  handle({ world }, { tenant }) {
    const problem = tenant === undefined ? null : unknownTenant(world, tenant);
    if (problem !== null) return problem;
    const ids = tenant === undefined ? world.tenantIds : [tenant];
    return fingerprintOf(ids.flatMap((id) => world.tenant(id) ?? []));
  },
});
