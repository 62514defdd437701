import { openWorld } from '#fixtures/open-world.ts';
import { discoverPages } from '../../network/page-handlers.ts';
import { htmlResponse } from '../../pages/page-response.ts';
import type { World } from '../../ports.ts';
import { createWorld } from '../../tenant/world.ts';

const ORIGIN = 'http://localhost:4320';
const CSRF = 'csrf-token';
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
  return ask(world, email, new Request(new URL(path, ORIGIN)));
}

/** What a signed-in user gets for a form, which carries the token of the sign-in unless it says otherwise. */
export async function submit(
  world: World,
  email: string,
  path: string,
  form: Record<string, string> = {},
  headers: Record<string, string> = {},
): Promise<Response> {
  const body = new URLSearchParams({ csrf: CSRF, ...form });
  return ask(world, email, new Request(new URL(path, ORIGIN), { method: 'POST', body, headers }));
}

async function ask(world: World, email: string, request: Request): Promise<Response> {
  const url = new URL(request.url);
  const user = world.users.find(email);
  if (!user) throw new Error(`No user is called ${email}.`);
  for (const page of PAGES) {
    const params = new URLPattern({ pathname: page.path }).exec(url)?.pathname.groups;
    if (!params || page.method !== request.method) continue;
    const decoded = Object.fromEntries(
      Object.entries(params).map(([name, value]) => [name, decodeURIComponent(value ?? '')]),
    );
    const signedIn = { user, csrf: CSRF };
    const shown = await page.handle({ request, url, params: decoded, world, signedIn });
    return shown instanceof Response ? shown : htmlResponse(shown);
  }
  throw new Error(`No page has the path ${url.pathname}.`);
}
