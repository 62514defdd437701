import { openWorld } from '#fixtures/open-world.ts';
import { discoverPages } from '../../network/page-handlers.ts';
import { htmlResponse } from '../../pages/page-response.ts';
import type { World } from '../../ports.ts';
import { createWorld } from '../../tenant/world.ts';

const ORIGIN = 'http://localhost:4320';
const PAGES = await discoverPages();

/** The demo world, its clock stopped at a fixed instant. */
export function demoWorld(): World {
  const world = createWorld({
    seed: 1,
    scale: 'small',
    clock: new Date('2026-11-22T14:04:00Z'),
    open: openWorld,
  });
  world.clock.freeze(true);
  return world;
}

/** What a signed-in user gets at a path of the console. */
export async function visit(world: World, email: string, path: string): Promise<Response> {
  const url = new URL(path, ORIGIN);
  const user = world.users.find(email);
  if (!user) throw new Error(`No user is called ${email}.`);
  for (const page of PAGES) {
    const params = new URLPattern({ pathname: page.path }).exec(url)?.pathname.groups;
    if (!params) continue;
    const decoded = Object.fromEntries(
      Object.entries(params).map(([name, value]) => [name, decodeURIComponent(value ?? '')]),
    );
    const shown = await page.handle({
      request: new Request(url),
      url,
      params: decoded,
      world,
      signedIn: { user, csrf: 'csrf-token' },
    });
    return shown instanceof Response ? shown : htmlResponse(shown);
  }
  throw new Error(`No page has the path ${path}.`);
}
