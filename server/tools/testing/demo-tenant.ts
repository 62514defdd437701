import { openWorld } from '#fixtures/open-world.ts';
import { assembleSimulator } from '#simulator/assemble.ts';
import { createWorld } from '#simulator/tenant/world.ts';
import { nameTokens } from '#simulator/testing/tiny-simulator.ts';
import { createReadApi } from '../../optimove/client.ts';
import type { ReadApi } from '../../ports.ts';
import { ok } from '../../result.ts';
import { NOW } from './call.ts';

const ORIGIN = 'http://localhost:4320';

/** The demo world at a fixed instant, and its tenant API as each of its users has it. */
export async function openDemoWorld() {
  const world = createWorld({ seed: 1, scale: 'small', clock: NOW, open: openWorld });
  world.clock.freeze(true);
  world.clock.set(NOW);
  const simulator = await assembleSimulator({
    world,
    origin: ORIGIN,
    authorizationServer: nameTokens(world),
    onBug(error) {
      throw error;
    },
  });
  const apiOf = (user: string): ReadApi =>
    createReadApi({
      apiUrl: ORIGIN,
      fetch: (request) => simulator.fetch(request),
      token: { get: async () => ok(`user:${user}`), renew: async () => ok(`user:${user}`) },
      callId: 'c',
      signal: new AbortController().signal,
      log: () => undefined,
    });
  return { world, apiOf };
}
