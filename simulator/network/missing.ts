import { errorPage, NO_SUCH_PAGE } from '../oauth/pages/error-view.ts';
import { htmlResponse } from '../pages/page-response.ts';
import type { World } from '../ports.ts';

/** The answer to an address that leads nowhere: a page for a browser, JSON for a program. */
export function missing(world: World, request: Request): Response | Promise<Response> {
  if (request.headers.get('accept')?.includes('text/html') === true) {
    return htmlResponse(errorPage(world, NO_SUCH_PAGE), { status: 404 });
  }
  const message = 'Nothing has this address. The tenant API is below /api/v1, described at /openapi.json.';
  return Response.json({ error: { code: 'not_found', message } }, { status: 404 });
}
