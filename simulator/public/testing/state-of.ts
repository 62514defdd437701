import type { Simulator } from '../../assemble.ts';

/** All that can change in the world, but for the journal. */
export function stateOf({ world }: Simulator): string {
  const tables = Object.entries(world.state.snapshot());
  return JSON.stringify(tables.filter(([name]) => !name.startsWith('journal')));
}
