import { http } from 'msw/http';
import type { HttpHandler } from 'msw/http';
import type { NamedFunction } from './registry.ts';
import { createResolver } from './resolve.ts';
import { servePublic } from './serve.ts';
import type { PublicSetup } from './serve.ts';

/**
 * The public API as one MSW handler, since paths are taken in any case. It comes before the platform API, which has the rest of
 * `/api/`. `setupFor` says in which world a key is.
 */
export function createPublicHandler(
  functions: readonly NamedFunction[],
  origin: string,
  setupFor: (key: string | undefined) => PublicSetup,
): HttpHandler {
  const resolver = createResolver(functions);
  return http.all(
    ({ request }) => {
      const url = new URL(request.url);
      return url.origin === origin && resolver.covers(url.pathname);
    },
    ({ request }) => servePublic(request, resolver, setupFor(request.headers.get('x-api-key') ?? undefined)),
  );
}
