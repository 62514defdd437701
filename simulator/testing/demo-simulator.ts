import { openWorld } from '#fixtures/open-world.ts';
import type { Scale } from '#fixtures/world-data.ts';
import type { Simulator } from '../assemble.ts';
import { createWorld } from '../tenant/world.ts';
import { createTinySimulator } from './tiny-simulator.ts';

/** The simulator over the demo world, with tokens that say who speaks. */
export function createDemoSimulator(scale: Scale = 'small'): Promise<Simulator> {
  const clock = new Date('2026-06-15T12:00:00.000Z');
  return createTinySimulator({}, createWorld({ seed: 1, scale, clock, open: openWorld }));
}
