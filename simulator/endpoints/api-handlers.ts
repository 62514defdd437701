import { matchRequestUrl } from 'msw';
import { http } from 'msw/http';
import type { HttpHandler } from 'msw/http';
import { route } from '../network/route.ts';
import type { NamedEndpoint } from './registry.ts';
import { serve, serveUnknown } from './serve.ts';
import type { ApiSetup } from './serve.ts';

/**
 * The tenant API as MSW handlers: one for each endpoint of the route table, and one for everything else below `/api/`. `setupFor` says
 * in which world a request is.
 */
export function createApiHandlers(
  endpoints: readonly NamedEndpoint[],
  origin: string,
  setupFor: (request: Request) => ApiSetup,
): HttpHandler[] {
  const handlers = endpoints.flatMap((endpoint) =>
    route(endpoint.method, origin + endpoint.path, (request, params) =>
      serve(endpoint, request, params, setupFor(request)),
    ),
  );
  const rest = http.all(`${origin}/api/*`, ({ request }) => {
    const url = new URL(request.url);
    const here = endpoints.filter(({ path }) => matchRequestUrl(url, origin + path).matches);
    const methods = new Set(here.flatMap(({ method }) => (method === 'GET' ? [method, 'HEAD'] : [method])));
    return serveUnknown(request, [...methods], setupFor(request));
  });
  return [...handlers, rest];
}
