import type { JWK } from 'jose';
import { SCOPES } from '#contract/scopes.ts';
import { tenantOfPath, tenantPath } from '../policy/narrowing.ts';

const CACHE_SECONDS = 300;

export interface DocumentOptions {
  publicUrl: string;
  issuer: string;
  publicJwk: JWK;
}

/** Where the protected resource metadata of a resource lies. @see RFC 9728, section 3.1 */
export function resourceMetadataUrl(publicUrl: string): string {
  const { origin, pathname } = new URL(publicUrl);
  return `${origin}/.well-known/oauth-protected-resource${pathname === '/' ? '' : pathname}`;
}

/** The URL of the endpoint for one tenant. To tokens it is the same resource: their audience is the canonical URL. */
export function urlOfTenant(publicUrl: string, tenant: string | undefined): string {
  const { origin, pathname } = new URL(publicUrl);
  return tenant === undefined ? publicUrl : origin + tenantPath(pathname, tenant);
}

/**
 * The public documents, made once from the configuration: no header of a request is in any of them. The endpoint for one tenant
 * names itself by its own URL, for clients that compare (RFC 9728, section 3.3), whether or not there is such a tenant. An
 * authorization server's document is not mirrored here: its issuer could not be this origin, which RFC 8414 (section 3.3) tells
 * clients to refuse.
 */
export function createDocuments({ publicUrl, issuer, publicJwk }: DocumentOptions) {
  const protectedResource = {
    resource: publicUrl,
    authorization_servers: [issuer],
    scopes_supported: SCOPES,
    bearer_methods_supported: ['header'],
    resource_name: 'Optimove MCP Connector',
    resource_documentation: 'https://developer.optimove.com',
  };
  const metadataPath = new URL(resourceMetadataUrl(publicUrl)).pathname;
  const documents: Readonly<Record<string, object>> = {
    [metadataPath]: protectedResource,
    '/.well-known/oauth-protected-resource': protectedResource,
    '/.well-known/jwks.json': { keys: [publicJwk] },
    '/healthz': { status: 'ok' },
  };

  function documentAt(pathname: string): object | undefined {
    const tenant = tenantOfPath(pathname, metadataPath);
    if (tenant === undefined) return documents[pathname];
    return { ...protectedResource, resource: urlOfTenant(publicUrl, tenant) };
  }

  return function documentResponse(request: Request): Response | undefined {
    const { pathname } = new URL(request.url);
    const document = documentAt(pathname);
    if (document === undefined) return undefined;
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      return new Response(null, { status: 405, headers: { allow: 'GET, HEAD' } });
    }
    const cache = pathname === '/healthz' ? 'no-store' : `public, max-age=${CACHE_SECONDS}`;
    return Response.json(document, { headers: { 'cache-control': cache } });
  };
}
