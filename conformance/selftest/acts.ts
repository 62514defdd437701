import { AsyncLocalStorage } from 'node:async_hooks';
import { isDeepStrictEqual } from 'node:util';
import type { Mischief, Saboteur, Wire } from '../define.ts';
import { messageIn } from '../client/wire.ts';
import type { Fetch } from '../client/wire.ts';

/** What a saboteur did that the sound connector does not: every request that it did not pass on and answer as that one does. */
export interface Acts {
  fetch: Fetch;
  count: () => Promise<number>;
}

/** Watches a saboteur without holding anything up: bodies are compared when they have come, also those that come slowly. */
export function watched(saboteur: Saboteur, wire: Wire): Acts {
  let deeds = 0;
  const differing: Promise<boolean>[] = [];
  const compare = (own: Promise<unknown>, passed: readonly Promise<unknown>[]) =>
    differing.push(
      Promise.all([own, ...passed]).then(([one, ...others]) => !isDeepStrictEqual(others, [one])),
    );
  const passages = new AsyncLocalStorage<Promise<unknown>[]>();
  const passOn: Fetch = async (request) => {
    const asked = requestShown(request);
    const response = await wire.fetch(request);
    passages.getStore()?.push(Promise.all([asked, responseShown(response)]));
    return response;
  };
  const mischief = counted(wire.mischief, () => (deeds += 1));
  const broken = saboteur.sabotage({ ...wire, fetch: passOn, mischief });
  return {
    async fetch(request) {
      const asked = requestShown(request);
      const passed: Promise<unknown>[] = [];
      const response = await passages.run(passed, async () => broken(request));
      compare(Promise.all([asked, responseShown(response)]), passed);
      return response;
    },
    count: async () => deeds + (await Promise.all(differing)).filter(Boolean).length,
  };
}

function counted(mischief: Mischief, act: () => void): Mischief {
  return {
    outbound(gate) {
      mischief.outbound(async (request, send) => {
        const before = headOf(request);
        let received: Response | undefined;
        const response = await gate(request, async (sent) => {
          const isSame = sent === request && isDeepStrictEqual(headOf(sent), before);
          if (!isSame || received !== undefined) act();
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

function headOf({ method, url, headers }: Request) {
  return { method, url, headers: [...headers] };
}

async function requestShown(request: Request): Promise<unknown> {
  const head = headOf(request);
  return { ...head, body: await meaning(request.clone()) };
}

async function responseShown(response: Response): Promise<unknown> {
  const { status, headers } = response;
  return { status, headers: [...headers], body: await meaning(response.clone()) };
}

/** JSON whatever the order of its members, since a saboteur that changes nothing may still write it anew. */
async function meaning(message: Request | Response): Promise<unknown> {
  const body = await message.text().catch(() => null);
  return body === null ? null : (messageIn(body) ?? body);
}
