import { z } from 'zod';
import type { World } from '../ports.ts';
import { diffSnapshots } from '../tenant/snapshots/diff-snapshots.ts';
import { SnapshotError, readSnapshot } from '../tenant/snapshots/read-snapshot.ts';
import { restoreSnapshot, takeSnapshot } from '../tenant/snapshots/snapshot.ts';
import type { Snapshot } from '../tenant/snapshots/snapshot.ts';
import { Problem, defineCall } from './call.ts';
import { unknownName } from './unknown-name.ts';

const MOST_SNAPSHOTS = 50;
const NAME = /^[a-z0-9-]{1,64}$/;
/** What a diff calls the world as it is at this moment. */
const CURRENT = 'current';

/** The snapshots of the world. */
export const listSnapshots = defineCall({
  method: 'GET',
  path: '/snapshots',
  input: z.strictObject({}),
  handle: ({ world }) => ({
    snapshots: [...world.snapshots].map(([name, { created_at }]) => ({ name, created_at })),
  }),
});

/** Gives what the world is like now a name; an earlier snapshot of that name is replaced. */
export const saveSnapshot = defineCall({
  method: 'POST',
  path: '/snapshots/:name',
  input: z.strictObject({}),
  handle: ({ world, params }) => kept(world, params['name'] ?? '', takeSnapshot(world)),
});

/** A snapshot as a file. */
export const exportSnapshot = defineCall({
  method: 'GET',
  path: '/snapshots/:name',
  input: z.strictObject({}),
  handle: ({ world, params }) => snapshotNamed(world, params['name'] ?? ''),
});

/** Keeps a file under a name; the world itself does not change. */
export const importSnapshot = defineCall({
  method: 'PUT',
  path: '/snapshots/:name',
  input: z.unknown(),
  handle({ world, params }, file) {
    try {
      return kept(world, params['name'] ?? '', readSnapshot(world, file));
    } catch (error) {
      if (error instanceof SnapshotError) return new Problem(400, error.message);
      throw error;
    }
  },
});

/** Puts the world back to a snapshot: data, people's rights, clock, journal and messages. */
export const restoreNamedSnapshot = defineCall({
  method: 'PUT',
  path: '/snapshots/:name/restore',
  input: z.strictObject({}),
  handle({ world, params }) {
    const name = params['name'] ?? '';
    const found = snapshotNamed(world, name);
    if (found instanceof Problem) return found;
    restoreSnapshot(world, found);
    return { restored: name, now: world.clock.now().toISOString() };
  },
});

export const removeSnapshot = defineCall({
  method: 'DELETE',
  path: '/snapshots/:name',
  input: z.strictObject({}),
  handle({ world, params }) {
    const name = params['name'] ?? '';
    const found = snapshotNamed(world, name);
    if (found instanceof Problem) return found;
    world.snapshots.delete(name);
    return { removed: name };
  },
});

/** How one snapshot differs from another, or from the world as it is. */
export const diffNamedSnapshots = defineCall({
  method: 'GET',
  path: '/snapshots/:from/diff/:to',
  input: z.strictObject({}),
  handle({ world, params }) {
    const from = snapshotOrCurrent(world, params['from'] ?? '');
    const to = snapshotOrCurrent(world, params['to'] ?? '');
    if (from instanceof Problem) return from;
    return to instanceof Problem ? to : diffSnapshots(world, from, to);
  },
});

function snapshotNamed({ snapshots }: World, name: string): Snapshot | Problem {
  return snapshots.get(name) ?? unknownName('snapshot', name, [...snapshots.keys()], 'name', 404);
}

function snapshotOrCurrent(world: World, name: string): Snapshot | Problem {
  return name === CURRENT ? takeSnapshot(world) : snapshotNamed(world, name);
}

function kept({ snapshots }: World, name: string, snapshot: Snapshot): Response | Problem {
  if (!NAME.test(name) || name === CURRENT) {
    const message = `A name is made of 1 to 64 of the characters a-z, 0-9 and the hyphen, and is not "${CURRENT}".`;
    return new Problem(400, message, { field: 'name' });
  }
  if (snapshots.size >= MOST_SNAPSHOTS && !snapshots.has(name)) {
    return new Problem(400, `There are ${MOST_SNAPSHOTS} snapshots already. Remove one first.`);
  }
  snapshots.set(name, snapshot);
  return Response.json({ name, created_at: snapshot.created_at }, { status: 201 });
}
