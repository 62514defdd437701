import type { WorldData, WorldOptions } from '#fixtures/world-data.ts';
import type { World, Worlds } from '../ports.ts';
import { accountName, partsOfAccount } from '../tenant/accounts.ts';
import { createWorld, type WorldSetup } from '../tenant/world.ts';
import { WorldsError } from './worlds-error.ts';

const MOST_WORLDS = 100;
const NAME = /^[a-z0-9-]{1,32}$/;

/**
 * A world, and room for others beside it. Each has its own people, data, clock, faults and journal. What worlds of one seed, scale
 * and start begin with is made once for all of them, since it never changes.
 */
export function createWorlds(setup: Omit<WorldSetup, 'name'>): Worlds {
  const open = shared(setup.open);
  return worldsBeside(createWorld({ ...setup, open }), open);
}

/** A world that is there already as the standard one, and room for others that `open` makes the data of. */
export function worldsBeside(standard: World, open: WorldSetup['open']): Worlds {
  const byName = new Map([[standard.name, standard]]);
  const listeners = new Set<(world: World, isThere: boolean) => void>();
  let unnamed = 0;

  function freeName(): string {
    do unnamed += 1;
    while (byName.has(`w${unnamed}`));
    return `w${unnamed}`;
  }

  function problemOf(name: string): WorldsError | null {
    if (!NAME.test(name)) {
      return new WorldsError('name', 'A name is made of 1 to 32 of the characters a-z, 0-9 and the hyphen.');
    }
    if (byName.has(name)) return new WorldsError('name', `There is a world ${name} already.`);
    return byName.size < MOST_WORLDS
      ? null
      : new WorldsError(undefined, `There are ${MOST_WORLDS} worlds already. Remove one first.`);
  }

  const worlds: Worlds = {
    standard,
    all: () => [...byName.values()],
    find: (name) => byName.get(name),
    account(name) {
      const parts = partsOfAccount(name);
      const own = parts === null ? undefined : byName.get(parts.world);
      const world = own ?? standard;
      const user = world.users.find(own && parts ? parts.user : name);
      return user && { accountId: accountName(world.name, user.id), world, user };
    },
    of(account) {
      const named = account === undefined ? undefined : partsOfAccount(account)?.world;
      return (named === undefined ? undefined : byName.get(named)) ?? standard;
    },
    create(order = {}) {
      const name = order.name ?? freeName();
      const problem = problemOf(name);
      if (problem !== null) throw problem;
      const world = createWorld({
        name,
        seed: order.seed ?? standard.seed,
        scale: order.scale ?? standard.scale,
        clock: order.clock ?? standard.epoch,
        open,
      });
      byName.set(name, world);
      for (const listener of listeners) listener(world, true);
      return world;
    },
    remove(name) {
      const world = byName.get(name);
      if (world === undefined || world === standard) return false;
      byName.delete(name);
      for (const listener of listeners) listener(world, false);
      return true;
    },
    watch(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
  return worlds;
}

/** Makes the data of equal options once. Of these the last few are kept at hand. */
function shared(open: WorldSetup['open']): WorldSetup['open'] {
  const made = new Map<string, WorldData>();
  return (options) => {
    const key = keyOf(options);
    const data = made.get(key) ?? open(options);
    made.delete(key);
    made.set(key, data);
    const [oldest] = made.keys();
    if (made.size > MOST_SHARED && oldest !== undefined) made.delete(oldest);
    return data;
  };
}

const MOST_SHARED = 4;

function keyOf({ seed, scale, epoch }: WorldOptions): string {
  return `${seed} ${scale} ${epoch.getTime()}`;
}
