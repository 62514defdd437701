import { z } from 'zod';
import { ENTITY_COLLECTIONS } from '../tenant/entity-types.ts';
import type { EntityType } from '../tenant/entity-types.ts';
import { Problem, defineCall } from './call.ts';
import type { ControlContext } from './call.ts';
import { unknownTenant } from './people.ts';

const RESETS = {
  data: ({ world }) => world.reset(),
  journal: ({ world }) => world.journal.clear(),
  faults: ({ world }) => world.faults.set([]),
  clock: ({ world }) => world.clock.reset(),
  grants: ({ world, authorizationServer }) => authorizationServer.reset(world),
} as const satisfies Record<string, (context: ControlContext) => void>;

const partSchema = z.enum(['data', 'journal', 'faults', 'clock', 'grants']);
const isType = (name: string): name is EntityType => Object.hasOwn(ENTITY_COLLECTIONS, name);
const TYPES = Object.keys(ENTITY_COLLECTIONS).filter(isType);

/** Back to the seed, wholly or in part: one tenant, some kinds of entity. */
export const reset = defineCall({
  method: 'POST',
  path: '/reset',
  input: z.strictObject({
    what: z.array(partSchema).optional(),
    tenant: z.string().optional(),
    entities: z.array(z.enum(TYPES)).min(1).optional(),
  }),
  handle(context, { what, tenant, entities }) {
    if (tenant !== undefined || entities !== undefined) return resetData(context, { what, tenant, entities });
    const parts = what ?? partSchema.options;
    for (const part of parts) RESETS[part](context);
    return { reset: parts };
  },
});

function resetData(
  { world }: ControlContext,
  {
    what = ['data'],
    tenant,
    entities,
  }: { what: readonly string[] | undefined; tenant: string | undefined; entities: EntityType[] | undefined },
): object {
  if (what.length !== 1 || what[0] !== 'data') {
    const message =
      'Only the data can be reset by tenant and kind of entity: leave "what" out, or make it ["data"].';
    return new Problem(400, message, { field: 'what' });
  }
  const problem = tenant === undefined ? null : unknownTenant(world, tenant);
  if (problem !== null) return problem;
  world.resetData({ tenant, collections: entities?.map((type) => ENTITY_COLLECTIONS[type]) });
  return { reset: what, ...(tenant !== undefined && { tenant }), ...(entities && { entities }) };
}
