import { openWorld } from '#fixtures/open-world.ts';
import { assembleSimulator } from '#simulator/assemble.ts';
import type { World } from '#simulator/ports.ts';
import { createWorld } from '#simulator/tenant/world.ts';
import { nameTokens } from '#simulator/testing/tiny-simulator.ts';
import type { DraftType } from '#contract/drafts.ts';
import { type ApiOptions, createReadApi } from '../../optimove/client.ts';
import { createDraftApi } from '../../optimove/draft-api.ts';
import type { DraftApi, ReadApi } from '../../ports.ts';
import { ok } from '../../result.ts';
import { NOW } from './call.ts';

const ORIGIN = 'http://localhost:4320';

type Fetch = ApiOptions['fetch'];

export interface Demo {
  world: World;
  /** The tenant API as a person of the demo world uses it through the connector. */
  apiOf: (email: string) => ReadApi;
  /** Sets the faults of the tenant API. */
  setFaults: (rules: object[]) => Promise<void>;
  /** The creation of drafts of one kind, as the same person. */
  draftsOf: (email: string, type: DraftType, fetch?: Fetch) => DraftApi<DraftType>;
  fetch: Fetch;
}

/** The demo world at `NOW`, in this process. A bug in the simulator fails the test. */
export async function openDemo(): Promise<Demo> {
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

  const fetch: Fetch = (request) => simulator.fetch(request);
  const optionsOf = (bearer: string, through: Fetch): ApiOptions => ({
    apiUrl: ORIGIN,
    fetch: through,
    token: { get: async () => ok(bearer), renew: async () => ok(bearer) },
    callId: 'c',
    signal: new AbortController().signal,
    log: () => undefined,
  });
  return {
    world,
    async setFaults(rules) {
      const request = { method: 'PUT', body: JSON.stringify(rules) };
      const { ok: isSet } = await simulator.control.fetch(
        new Request('http://127.0.0.1:4321/faults', request),
      );
      if (!isSet) throw new Error('The control API refused these faults.');
    },
    fetch,
    apiOf: (email) => createReadApi(optionsOf(`user:${email}`, fetch)),
    draftsOf: (email, type, through = fetch) =>
      createDraftApi(type, 'lumenplay', optionsOf(`drafter:${email}`, through)),
  };
}
