import { z } from 'zod';
import { StateError } from '../tenant/state.ts';
import { StorageError } from './storage-error.ts';
import { SealError } from './vault.ts';

/** What was thrown while kept rows were read, with words where the rows are to blame. */
export function problemOfKept(error: unknown, folder: string): unknown {
  const isOfRows = [SealError, StateError, z.ZodError].some((kind) => error instanceof kind);
  if (!isOfRows || !(error instanceof Error)) return error;
  const reason = error instanceof z.ZodError ? 'a row cannot be read.' : error.message;
  return new StorageError(
    `${folder} is damaged, or of another version of the simulator: ${reason} Restore it, or take another folder.`,
    { cause: error },
  );
}
