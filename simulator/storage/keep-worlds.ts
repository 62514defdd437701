import type { World, Worlds } from '../ports.ts';
import { keepState } from './keep-state.ts';
import type { KeptRows } from './kept-rows.ts';
import { originSchema } from './origin.ts';

/** No world has this name. */
const PLACE = 'worlds beside the standard one';
const TABLE = 'worlds';

/**
 * Gives worlds what was kept of them, those beside the standard one included, and keeps what is made, changed and removed from then on,
 * as `keepState` does. Gives the way to end it.
 */
export function keepWorlds(worlds: Worlds, rows: KeptRows, onLost: (error: unknown) => void): () => void {
  for (const [name, origin] of rows.read(PLACE)[TABLE] ?? []) {
    const { clock, ...begun } = originSchema.parse(origin);
    worlds.create({ name, ...begun, clock: new Date(clock) });
  }
  const keep = ({ name, state }: World) => keepState(state, name, rows, onLost);
  const kept = new Map(worlds.all().map((world) => [world.name, keep(world)]));

  const unwatch = worlds.watch((world, isThere) => {
    const { name, seed, scale, epoch } = world;
    try {
      if (isThere) {
        const value = { seed, scale, clock: epoch.toISOString() };
        rows.together(() => {
          rows.write(PLACE, [{ table: TABLE, key: name, value }]);
          kept.set(name, keep(world));
        });
      } else {
        kept.get(name)?.();
        kept.delete(name);
        rows.together(() => {
          rows.write(PLACE, [{ table: TABLE, key: name }]);
          rows.forget(name);
        });
      }
    } catch (error) {
      onLost(error);
    }
  });
  return () => {
    unwatch();
    for (const letGo of kept.values()) letGo();
  };
}
