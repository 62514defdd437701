import { http } from 'msw/http';
import type { HttpHandler } from 'msw/http';
import type { NamedFunction } from './registry.ts';
import { createResolver } from './resolve.ts';
import { servePublic } from './serve.ts';
import type { PublicSetup } from './serve.ts';

/** The public API as one MSW handler, since MSW tells paths apart by case. Try it before the platform API, which has the rest of `/api/`. */
export function createPublicHandler(
  functions: readonly NamedFunction[],
  origin: string,
  setupOf: (request: Request) => PublicSetup,
): HttpHandler {
  const resolver = createResolver(functions);
  return http.all(
    ({ request }) => {
      const url = new URL(request.url);
      return url.origin === origin && resolver.covers(url.pathname);
    },
    ({ request }) => servePublic(request, resolver, setupOf(request)),
  );
}
