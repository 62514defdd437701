import { http } from 'msw/http';
import type { HttpHandler } from 'msw/http';
import { apiKeyOf } from '#fixtures/api-keys.ts';
import { createApiHandlers } from './endpoints/api-handlers.ts';
import { createRateLimit } from './endpoints/rate-limit.ts';
import type { RateLimit } from './endpoints/rate-limit.ts';
import type { NamedEndpoint } from './endpoints/registry.ts';
import { bearerOf } from './endpoints/serve.ts';
import type { ApiSetup } from './endpoints/serve.ts';
import { missing } from './network/missing.ts';
import { createPageHandlers, seeOther } from './network/page-handlers.ts';
import { route } from './network/route.ts';
import { documentOf } from './described.ts';
import { assetResponse } from './pages/assets.ts';
import type { Page } from './pages/define.ts';
import type { AuthorizationServer, Worlds } from './ports.ts';
import { createKeyLimits } from './public/key-limits.ts';
import { createPublicHandler } from './public/public-handler.ts';
import { renderQuirkily } from './public/quirks.ts';
import type { NamedFunction } from './public/registry.ts';
import { renderPlainly } from './public/render.ts';
import type { PublicSetup } from './public/serve.ts';
import { accountName, userName } from './tenant/accounts.ts';

export interface HandlerSetup {
  worlds: Worlds;
  /** The simulator's public origin, without a slash at the end: the handlers take requests to it and to nothing else. */
  origin: string;
  authorizationServer: AuthorizationServer;
  endpoints: readonly NamedEndpoint[];
  functions: readonly NamedFunction[];
  pages: readonly Page[];
  onBug: (error: unknown) => void;
  /** Whether the public API shows the documented oddities. */
  quirks?: boolean | undefined;
  /** Of the tenant API, for each user; without it requests are not counted. */
  rateLimit?: RateLimit | undefined;
}

/** Everything that the simulator answers, as MSW handlers in the order in which they are tried. */
export function createHandlers(setup: HandlerSetup): HttpHandler[] {
  const { worlds, origin, authorizationServer, endpoints, functions, pages } = setup;
  const world = worlds.standard;
  const principal = (bearer: string) => authorizationServer.principal(bearer);
  const rateLimit = createRateLimit(setup.rateLimit);
  // In the world of whoever the token names, even where it is no longer good: that world tells of the refusal.
  const apiSetup = (request: Request): ApiSetup => {
    const bearer = bearerOf(request);
    const account = bearer === undefined ? null : authorizationServer.accountOf(bearer);
    const own = worlds.of(account ?? undefined);
    return {
      ...setup,
      world: own,
      faults: own.faults,
      principal,
      rateLimit: async (userId) => rateLimit(accountName(own.name, userId)),
    };
  };
  const isTooOften = createKeyLimits(setup.rateLimit);
  const render = setup.quirks === true ? renderQuirkily : renderPlainly;
  // A key names its world as an account does: `demo-lumenplay-admin+w1`.
  const publicSetup = (key: string | undefined): PublicSetup => {
    const own = worlds.of(key);
    const apiKey = (text: string) => apiKeyOf(userName(own.name, text));
    const isOver: PublicSetup['isTooOften'] = async ({ nickname }, limit) =>
      isTooOften(accountName(own.name, nickname), limit);
    return { ...setup, world: own, faults: own.faults, render, apiKey, isTooOften: isOver };
  };
  const describe = () => documentOf(endpoints, functions, origin);
  let document: object | undefined;
  return [
    createPublicHandler(functions, origin, publicSetup),
    ...createApiHandlers(endpoints, origin, apiSetup),
    ...authorizationServer.paths
      .flatMap(withBelow)
      .map((path) => http.all(origin + path, ({ request }) => authorizationServer.fetch(request))),
    ...route('GET', `${origin}/openapi.json`, () => Response.json((document ??= describe()))),
    ...route('GET', `${origin}/`, () => seeOther('/console')),
    ...route(
      'GET',
      `${origin}/assets/:file`,
      (request) => assetResponse(new URL(request.url).pathname) ?? missing(world, request),
    ),
    ...createPageHandlers(pages, setup),
    http.all(`${origin}/*`, ({ request }) => missing(world, request)),
  ];
}

/** A path, and every path below it. */
function withBelow(path: string): string[] {
  return path.endsWith('/') ? [`${path}*`] : [path, `${path}/*`];
}
