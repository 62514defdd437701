import type { Write, WorldState } from '../tenant/state.ts';
import type { KeptRows } from './kept-rows.ts';

/**
 * Gives a state what was kept of it, and keeps every write from then on. Writes of one uninterrupted stretch of work are kept
 * together, all or none, as soon as it ends: before any answer about them can leave the process. When they cannot be kept, `onLost`
 * must end the process: what is in memory then is more than what a restart would find. Gives the way to end it.
 */
export function keepState(
  state: WorldState,
  world: string,
  rows: KeptRows,
  onLost: (error: unknown) => void,
): () => void {
  const kept = rows.read(world);
  if (Object.keys(kept).length > 0) state.restore(kept);
  else rows.write(world, writesOf(state));

  let pending: Write[] = [];
  const keep = (): void => {
    const writes = pending;
    if (writes.length === 0) return;
    pending = [];
    try {
      rows.write(world, writes);
    } catch (error) {
      onLost(error);
    }
  };
  const unwatch = state.watch((write) => {
    if (pending.length === 0) queueMicrotask(keep);
    pending.push(write);
  });
  return () => {
    unwatch();
    keep();
  };
}

function writesOf(state: WorldState): Write[] {
  return Object.entries(state.snapshot()).flatMap(([table, own]) =>
    own.map(([key, value]) => ({ table, key, value })),
  );
}
