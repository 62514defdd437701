import type { Target } from '../connector.ts';
import type { Saboteur } from '../define.ts';
import { watched } from './acts.ts';
import type { Acts } from './acts.ts';
import { soundStack } from './sound-connector.ts';
import { socketsOf } from './sound/sockets.ts';

/** The sound connector as a saboteur leaves it, its throttled twin included; `acts` says how often it did something unsound. */
export async function sabotaged(
  saboteur: Saboteur,
): Promise<{ target: Target; acts: () => Promise<number> }> {
  const watches: Acts[] = [];
  const target = await broken(saboteur, watches);
  return {
    target,
    async acts() {
      const counts = await Promise.all(watches.map(async (watch) => watch.count()));
      return counts.reduce((sum, count) => sum + count, 0);
    },
  };
}

async function broken(saboteur: Saboteur, watches: Acts[], throttle = false): Promise<Target> {
  const { target, mischief } = await soundStack({ throttle });
  const watch = watched(saboteur, { fetch: target.fetch, url: target.url, mischief });
  watches.push(watch);
  return {
    ...target,
    fetch: watch.fetch,
    sockets: socketsOf(watch.fetch, target.url),
    ...(target.throttled !== undefined && { throttled: async () => broken(saboteur, watches, true) }),
  };
}
