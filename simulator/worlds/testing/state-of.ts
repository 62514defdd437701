import { z } from 'zod';
import type { InhabitedWorld } from './inhabited-world.ts';

const EMAIL = 'marketer@lumenplay.example';

/** All of a world that a snapshot brings back. */
export async function stateOf(world: InhabitedWorld): Promise<unknown[]> {
  const paths = [
    '/world?tenant=lumenplay',
    '/journal',
    '/messages',
    `/visible?user=${EMAIL}&tenant=lumenplay&entity=trigger`,
  ];
  const clock = z
    .object({ now: z.string(), frozen: z.boolean() })
    .parse((await world.control('GET', '/clock')).body);
  return [clock, ...(await Promise.all(paths.map(async (path) => world.control('GET', path))))];
}
