import type { Target } from '../connector.ts';
import type { Saboteur } from '../define.ts';
import { watched } from './acts.ts';
import { soundStack } from './sound-connector.ts';
import { socketsOf } from './sound/sockets.ts';

/** The sound connector as a saboteur leaves it, its throttled twin included; `acts` says how often it did something unsound. */
export async function sabotaged(saboteur: Saboteur): Promise<{ target: Target; acts: () => number }> {
  let count = 0;
  const target = await broken(saboteur, () => (count += 1));
  return { target, acts: () => count };
}

async function broken(saboteur: Saboteur, act: () => void, throttle = false): Promise<Target> {
  const { target, mischief } = await soundStack({ throttle });
  const fetch = watched(saboteur, { fetch: target.fetch, url: target.url, mischief }, act);
  return {
    ...target,
    fetch,
    sockets: socketsOf(fetch, target.url),
    ...(target.throttled !== undefined && { throttled: async () => broken(saboteur, act, true) }),
  };
}
