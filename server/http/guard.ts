import { REQUEST_BODY_BYTES } from '../limits.ts';

const LOOPBACK_HOST = /^(localhost|127\.0\.0\.1|\[::1\])(:\d{1,5})?$/i;
const LOOPBACK_ORIGIN = /^https?:\/\/(localhost|127\.0\.0\.1|\[::1\])(:\d{1,5})?$/;

export interface GuardOptions {
  publicUrl: string;
  /** Origins of browser applications that may call, besides our own. */
  allowedOrigins: readonly string[];
}

/**
 * The first line of defence: a request must name this server, and come from no foreign web page. A connector on a loopback
 * address answers to every loopback name and port, since DNS rebinding cannot forge those and developers put proxies between.
 *
 * @see MCP 2026-07-28, Transports, "Security Warning"; MCP Security Best Practices, "DNS Rebinding"
 */
export function createGuard({ publicUrl, allowedOrigins }: GuardOptions) {
  const own = new URL(publicUrl);
  const onLoopback = LOOPBACK_HOST.test(own.host);
  const origins = new Set([own.origin, ...allowedOrigins]);
  const defaultPort = own.protocol === 'https:' ? ':443' : ':80';

  function isOwnHost(host: string): boolean {
    const given = host.toLowerCase();
    return (
      given === own.host || given === own.host + defaultPort || (onLoopback && LOOPBACK_HOST.test(given))
    );
  }

  function isAllowedOrigin(origin: string): boolean {
    return origins.has(origin) || (onLoopback && LOOPBACK_ORIGIN.test(origin));
  }

  /** The answer to a request that goes no further. */
  return function guard(request: Request): Response | undefined {
    // A request line with an absolute URL overrules the Host header (RFC 9112, section 3.2.2): both must be ours.
    const hosts = [new URL(request.url).host, request.headers.get('host') ?? own.host];
    if (!hosts.every(isOwnHost))
      return refusal(403, 'foreign_host', `This server answers to ${own.host} only.`);
    const origin = request.headers.get('origin');
    if (origin !== null && !isAllowedOrigin(origin)) {
      return refusal(
        403,
        'foreign_origin',
        'Web pages of this origin may not call this server. ALLOWED_ORIGINS can permit it.',
      );
    }
    if (Number(request.headers.get('content-length') ?? 0) > REQUEST_BODY_BYTES) {
      return refusal(413, 'body_too_large', `A request body may have at most ${REQUEST_BODY_BYTES} bytes.`);
    }
    return undefined;
  };
}

/** A refusal that ends the connection too: whoever gets it has no business here. */
export function refusal(status: number, error: string, description: string): Response {
  return Response.json(
    { error, error_description: description },
    { status, headers: { 'cache-control': 'no-store', connection: 'close' } },
  );
}
