import { z } from 'zod';
import type { World } from '../../ports.ts';
import { StateError } from '../state.ts';
import { foreignRow } from './foreign-row.ts';
import { SNAPSHOT_FORMAT, SNAPSHOT_VERSION, snapshotSchema } from './snapshot.ts';
import type { Snapshot } from './snapshot.ts';

/** A file that is no snapshot of this world, in words. */
export class SnapshotError extends Error {
  override readonly name = 'SnapshotError';
}

type File = Readonly<Record<string, unknown>>;

/** What makes a file of each older version one of the next; version 1 is the first. */
const MIGRATIONS: Readonly<Record<number, (file: File) => File>> = {};

const headSchema = z.looseObject({ format: z.literal(SNAPSHOT_FORMAT), version: z.int() });

/** Reads a file as a snapshot that `world` can be put back to; throws a `SnapshotError` and changes nothing when it is none. */
export function readSnapshot(world: World, file: unknown): Snapshot {
  const head = headSchema.safeParse(file);
  if (!head.success) {
    throw new SnapshotError(
      `The file is no snapshot: it must be an object with "format": "${SNAPSHOT_FORMAT}".`,
    );
  }
  const read = snapshotSchema.safeParse(migrated(head.data));
  if (!read.success) throw new SnapshotError(`The snapshot cannot be read: ${wordsOf(read.error)}.`);
  const snapshot = read.data;

  for (const [what, theirs, ours] of [
    ['seed', snapshot.seed, world.seed],
    ['scale', snapshot.scale, world.scale],
    ['clock', new Date(snapshot.epoch).toISOString(), world.epoch.toISOString()],
  ]) {
    if (theirs === ours) continue;
    throw new SnapshotError(
      `The snapshot is of a world with ${what} ${theirs}, and this one has ${ours}. Make a world with that ${what}, by POST /worlds, and import it there.`,
    );
  }
  try {
    world.check(snapshot.tables, Date.parse(snapshot.created_at));
  } catch (error) {
    if (error instanceof StateError) throw new SnapshotError(`The snapshot does not fit: ${error.message}`);
    throw error;
  }
  const foreign = foreignRow(world, snapshot.tables);
  if (foreign !== null) throw new SnapshotError(`The snapshot does not fit: ${foreign}.`);
  return snapshot;
}

function migrated(file: z.output<typeof headSchema>): File {
  let current: File = file;
  for (let version = file.version; version !== SNAPSHOT_VERSION; version += 1) {
    const migrate = MIGRATIONS[version];
    if (migrate === undefined) {
      throw new SnapshotError(
        `The snapshot has version ${file.version}; this simulator reads version ${SNAPSHOT_VERSION}.`,
      );
    }
    current = migrate(current);
  }
  return current;
}

function wordsOf({ issues: [issue] }: z.ZodError): string {
  return issue === undefined ? 'it has a flaw' : `${issue.path.join('/') || 'the file'}: ${issue.message}`;
}
