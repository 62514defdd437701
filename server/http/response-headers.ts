import { isLoopback } from './loopback.ts';

const ALLOWED_HEADERS =
  'Authorization, Content-Type, Accept, MCP-Protocol-Version, Mcp-Method, Mcp-Name, Mcp-Session-Id, Last-Event-ID';
const HSTS_SECONDS = 365 * 24 * 3600;
const EXPOSED_HEADERS = 'WWW-Authenticate, Retry-After, MCP-Protocol-Version, Mcp-Session-Id';

/** Answers a browser that asks before it calls. The guard has already let its origin through. @see Fetch, "CORS-preflight fetch" */
export function preflightResponse(request: Request): Response | undefined {
  if (request.method !== 'OPTIONS' || !request.headers.has('access-control-request-method')) return undefined;
  return new Response(null, {
    status: 204,
    headers: {
      'access-control-allow-methods': 'GET, POST, OPTIONS',
      'access-control-allow-headers': ALLOWED_HEADERS,
      'access-control-max-age': '600',
    },
  });
}

/**
 * The headers of every answer beyond the guard: nothing private is stored on the way, and only the page that called may read it,
 * never with cookies. A public HTTPS address asks browsers never to come back without; on loopback that would lock every other
 * program of the computer out.
 *
 * @see RFC 9111, section 5.2.2.5; Fetch, "CORS protocol"; RFC 6797, section 7.1
 */
export function withHeaders(response: Response, request: Request, publicUrl: URL): Response {
  const headers = new Headers(response.headers);
  if (!headers.get('cache-control')?.startsWith('public')) headers.set('cache-control', 'no-store');
  headers.append('vary', 'Authorization, Origin');
  headers.set('x-content-type-options', 'nosniff');
  if (publicUrl.protocol === 'https:' && !isLoopback(publicUrl.hostname)) {
    headers.set('strict-transport-security', `max-age=${HSTS_SECONDS}`);
  }
  const origin = request.headers.get('origin');
  if (origin !== null) {
    headers.set('access-control-allow-origin', origin);
    headers.set('access-control-expose-headers', EXPOSED_HEADERS);
  }
  return new Response(response.body, { status: response.status, headers });
}
