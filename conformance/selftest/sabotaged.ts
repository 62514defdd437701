import type { Target } from '../connector.ts';
import type { Saboteur } from '../define.ts';
import { socketsOf, soundStack } from './sound-connector.ts';

/** The sound connector as a saboteur leaves it, its throttled twin included. */
export async function sabotaged(saboteur: Saboteur, options: { throttle?: boolean } = {}): Promise<Target> {
  const { target, mischief } = await soundStack(options);
  const fetch = saboteur.sabotage({ fetch: target.fetch, url: target.url, mischief });
  return {
    ...target,
    fetch,
    sockets: socketsOf(fetch),
    ...(target.throttled !== undefined && { throttled: async () => sabotaged(saboteur, { throttle: true }) }),
  };
}
