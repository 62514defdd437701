import { z } from 'zod';
import { SCALES } from '#fixtures/world-data.ts';
import type { World } from '../../ports.ts';
import type { Rows } from '../state.ts';

export const SNAPSHOT_FORMAT = 'optimove-simulator-snapshot';
export const SNAPSHOT_VERSION = 1;

/** A snapshot as a file holds it, in the newest version. Its users are called what they are called within a world, any world. */
export const snapshotSchema = z.strictObject({
  format: z.literal(SNAPSHOT_FORMAT),
  version: z.literal(SNAPSHOT_VERSION),
  seed: z.int(),
  scale: z.enum(SCALES),
  /** The instant that every date of the data is relative to. */
  epoch: z.iso.datetime(),
  /** By the time outside the world. */
  created_at: z.iso.datetime(),
  tables: z.record(z.string(), z.array(z.tuple([z.string(), z.unknown()]).readonly()).readonly()),
});

/** What a world was like at an instant: where it began, and all that changed since. */
export interface Snapshot extends Readonly<Omit<z.output<typeof snapshotSchema>, 'tables'>> {
  readonly tables: Rows;
}

export function takeSnapshot({ seed, scale, epoch, clock, state }: World): Snapshot {
  return {
    format: SNAPSHOT_FORMAT,
    version: SNAPSHOT_VERSION,
    seed,
    scale,
    epoch: epoch.toISOString(),
    created_at: new Date(clock.wall).toISOString(),
    tables: state.snapshot(),
  };
}

/** Puts a world back; throws a `StateError` and changes nothing when the snapshot does not fit it. */
export function restoreSnapshot(world: World, { tables, created_at }: Snapshot): void {
  world.restore(tables, Date.parse(created_at));
}
