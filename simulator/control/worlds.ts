import { z } from 'zod';
import { API_KEYS } from '#fixtures/api-keys.ts';
import { SCALES } from '#fixtures/world-data.ts';
import type { World } from '../ports.ts';
import { accountName } from '../tenant/accounts.ts';
import { restoreSnapshot } from '../tenant/snapshots/snapshot.ts';
import { WorldsError } from '../worlds/worlds-error.ts';
import { Problem, defineCall } from './call.ts';
import type { ControlContext } from './call.ts';
import { unknownName } from './unknown-name.ts';

/** The worlds of this process. */
export const listWorlds = defineCall({
  method: 'GET',
  path: '/worlds',
  input: z.strictObject({}),
  handle: ({ worlds }) => ({ worlds: worlds.all().map(described) }),
});

const orderSchema = z.strictObject({
  name: z.string().optional(),
  seed: z.int().min(0).optional(),
  scale: z.enum(SCALES).optional(),
  clock: z.iso.datetime({ offset: true }).optional(),
  snapshot: z.string().optional(),
});

/** Makes a world beside the others: at its seed, or as the default one was at a snapshot. */
export const createWorld = defineCall({
  method: 'POST',
  path: '/worlds',
  input: orderSchema,
  handle(context, order) {
    try {
      const made = order.snapshot === undefined ? atSeed(context, order) : atSnapshot(context, order);
      return made instanceof Problem ? made : Response.json(introduced(made), { status: 201 });
    } catch (error) {
      if (!(error instanceof WorldsError)) throw error;
      return new Problem(400, error.message, error.field === undefined ? {} : { field: error.field });
    }
  },
});

/** Ends a world, with every token and session of its people. */
export const removeWorld = defineCall({
  method: 'DELETE',
  path: '/worlds/:name',
  input: z.strictObject({}),
  handle({ worlds, authorizationServer, params }) {
    const name = params['name'] ?? '';
    const world = worlds.find(name);
    if (world === undefined) return unknownWorld(worlds.all(), name);
    if (world === worlds.standard) {
      return new Problem(400, `The world ${name} stays. POST /reset puts it back to its seed.`);
    }
    authorizationServer.reset(world);
    worlds.remove(name);
    return { removed: name };
  },
});

export function unknownWorld(worlds: readonly World[], given: string): Problem {
  const names = worlds.map(({ name }) => name);
  return unknownName('world', given, names, 'name', 404);
}

function atSeed({ worlds }: ControlContext, { clock, ...order }: z.output<typeof orderSchema>): World {
  return worlds.create({ ...order, clock: clock === undefined ? undefined : new Date(clock) });
}

function atSnapshot(
  { worlds }: ControlContext,
  { name, snapshot, ...more }: z.output<typeof orderSchema>,
): World | Problem {
  const field = Object.keys(more)[0];
  if (field !== undefined) {
    return new Problem(400, `A snapshot has its own ${field}: leave this one out.`, { field });
  }
  const { snapshots } = worlds.standard;
  const found = snapshots.get(snapshot ?? '');
  if (found === undefined) return unknownName('snapshot', snapshot ?? '', [...snapshots.keys()], 'snapshot');
  const { seed, scale, epoch } = found;
  const world = worlds.create({ name, seed, scale, clock: new Date(epoch) });
  restoreSnapshot(world, found);
  return world;
}

function described({ name, seed, scale, epoch, clock }: World): object {
  return { name, seed, scale, clock: epoch.toISOString(), now: clock.now().toISOString() };
}

/** What somebody needs in order to use a world: who there is to sign in as, and the keys of the public API. */
function introduced(world: World): object {
  const users = world.users.all().map(({ email, disabled, memberships }) => ({
    email: accountName(world.name, email),
    roles: Object.fromEntries(memberships.map(({ tenant, role }) => [tenant, role])),
    disabled,
  }));
  const api_keys = API_KEYS.filter(({ tenant }) => world.tenantIds.includes(tenant)).map(
    ({ key, tenant, role }) => ({ key: accountName(world.name, key), tenant, role }),
  );
  return { ...described(world), users, api_keys };
}
