import { http } from 'msw/http';
import type { HttpHandler } from 'msw/http';
import { apiKeyOf } from '#fixtures/api-keys.ts';
import { createApiHandlers } from './endpoints/api-handlers.ts';
import { createRateLimit } from './endpoints/rate-limit.ts';
import type { RateLimit } from './endpoints/rate-limit.ts';
import type { NamedEndpoint } from './endpoints/registry.ts';
import type { Faults } from './faults/faults.ts';
import { missing } from './network/missing.ts';
import { createPageHandlers, seeOther } from './network/page-handlers.ts';
import { route } from './network/route.ts';
import { documentOf } from './described.ts';
import { assetResponse } from './pages/assets.ts';
import type { Page } from './pages/define.ts';
import type { AuthorizationServer, World } from './ports.ts';
import { createKeyLimits } from './public/key-limits.ts';
import { createPublicHandler } from './public/public-handler.ts';
import type { NamedFunction } from './public/registry.ts';
import { renderQuirkily } from './public/quirks.ts';
import { renderPlainly } from './public/render.ts';

export interface HandlerSetup {
  world: World;
  /** The simulator's public origin, without a slash at the end: the handlers take requests to it and to nothing else. */
  origin: string;
  authorizationServer: AuthorizationServer;
  endpoints: readonly NamedEndpoint[];
  functions: readonly NamedFunction[];
  pages: readonly Page[];
  faults: Faults;
  onBug: (error: unknown) => void;
  /** Whether the public API shows the documented oddities. */
  quirks?: boolean | undefined;
  /** Of the tenant API, for each user; without it requests are not counted. */
  rateLimit?: RateLimit | undefined;
}

/** Everything that the simulator answers, as MSW handlers in the order in which they are tried. */
export function createHandlers(setup: HandlerSetup): HttpHandler[] {
  const { world, origin, authorizationServer, endpoints, functions, pages } = setup;
  const principal = (bearer: string) => authorizationServer.principal(bearer);
  const rateLimit = createRateLimit(setup.rateLimit);
  const describe = () => documentOf(endpoints, functions, origin);
  let document: object | undefined;
  const isTooOften = createKeyLimits(setup.rateLimit);
  return [
    createPublicHandler(functions, origin, {
      ...setup,
      apiKey: apiKeyOf,
      isTooOften,
      render: setup.quirks === true ? renderQuirkily : renderPlainly,
    }),
    ...createApiHandlers(endpoints, { ...setup, principal, rateLimit }),
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
