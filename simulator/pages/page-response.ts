import type { Html } from './define.ts';

/** What may stand in a source list as it is; the host of a URL may also hold what ends a directive or a policy. */
const PLAIN_ORIGIN = /^https?:\/\/[a-z0-9.-]+(?::\d+)?$/;

/**
 * The source that lets a form's redirect reach `uri`. A source list has no form for IPv6 hosts, nor for the origin of a custom
 * scheme, so those are allowed by scheme.
 *
 * @see CSP Level 3, section 2.3.1 "Source Lists"
 */
function formActionSource(uri: string): string[] {
  if (!URL.canParse(uri)) return [];
  const { origin, protocol, hostname } = new URL(uri);
  if (origin === 'null' || hostname.startsWith('[')) return [protocol];
  return PLAIN_ORIGIN.test(origin) ? [origin] : [];
}

/** Where a form of this page may lead, redirects included, besides the simulator itself: redirect URIs or origins. */
export function pageHeaders(formActionOrigins: readonly string[] = []): Record<string, string> {
  const formAction = ["'self'", ...new Set(formActionOrigins.flatMap(formActionSource))].join(' ');
  return {
    'content-type': 'text/html; charset=utf-8',
    'cache-control': 'no-store',
    'content-security-policy': [
      "default-src 'none'",
      "style-src 'self'",
      "script-src 'self'",
      "img-src 'self'",
      `form-action ${formAction}`,
      "frame-ancestors 'none'",
      "base-uri 'none'",
    ].join('; '),
    'referrer-policy': 'same-origin',
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
  };
}

/** A page as an answer; `headers` are added to `pageHeaders()` and win over them. */
export async function htmlResponse(
  html: Html,
  options: { status?: number; headers?: ConstructorParameters<typeof Headers>[0] } = {},
): Promise<Response> {
  const headers = new Headers(pageHeaders());
  for (const [name, value] of new Headers(options.headers)) headers.set(name, value);
  return new Response(String(await html), { status: options.status ?? 200, headers });
}
