import { AsyncLocalStorage } from 'node:async_hooks';
import { isDeepStrictEqual } from 'node:util';
import type { Mischief, Saboteur, Wire } from '../define.ts';
import { messageIn } from '../wire.ts';
import type { Fetch } from '../wire.ts';

/**
 * The fetch of the broken connector. `act` is called for each request that it did not pass on and answer as the sound
 * connector does, and for each deed in the world: a proof by a saboteur that never acted proves nothing.
 */
export function watched(saboteur: Saboteur, wire: Wire, act: () => void): Fetch {
  const passages = new AsyncLocalStorage<unknown[]>();
  const passOn: Fetch = async (request) => {
    const asked = await requestShown(request);
    const response = await wire.fetch(request);
    passages.getStore()?.push({ asked, answered: await responseShown(response) });
    return response;
  };
  const broken = saboteur.sabotage({ ...wire, fetch: passOn, mischief: counted(wire.mischief, act) });
  return async (request) => {
    const asked = await requestShown(request);
    const passed: unknown[] = [];
    const response = await passages.run(passed, async () => broken(request));
    const unchanged = [{ asked, answered: await responseShown(response) }];
    if (!isDeepStrictEqual(passed, unchanged)) act();
    return response;
  };
}

function counted(mischief: Mischief, act: () => void): Mischief {
  return {
    outbound(gate) {
      mischief.outbound(async (request, send) => {
        const headers = [...request.headers];
        let received: Response | undefined;
        const response = await gate(request, async (sent) => {
          const asItWas = sent === request && isDeepStrictEqual([...sent.headers], headers);
          if (!asItWas || received !== undefined) act();
          received = await send(sent);
          return received;
        });
        if (response !== received) act();
        return response;
      });
    },
    inProcess(deed) {
      act();
      return mischief.inProcess(deed);
    },
    write(...deed) {
      act();
      mischief.write(...deed);
    },
    rewrite(change) {
      mischief.rewrite((written) => {
        const changed = change(written);
        if (!isDeepStrictEqual(changed, written)) act();
        return changed;
      });
    },
    upstream(...deed) {
      act();
      mischief.upstream(...deed);
    },
    touch() {
      act();
      mischief.touch();
    },
  };
}

async function requestShown(request: Request): Promise<unknown> {
  const { method, url, headers } = request;
  return { method, url, headers: [...headers], body: meaning(await request.clone().text()) };
}

async function responseShown(response: Response): Promise<unknown> {
  const { status, headers } = response;
  return { status, headers: [...headers], body: meaning(await response.clone().text()) };
}

/** JSON whatever the order of its members, since a saboteur that changes nothing may still write it anew. */
function meaning(body: string): unknown {
  return messageIn(body) ?? body;
}
