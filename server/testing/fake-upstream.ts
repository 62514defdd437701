import { calculateJwkThumbprint, exportJWK, generateKeyPair, SignJWT } from 'jose';
import { LUMENPLAY } from './principal.ts';

export const ISSUER = 'http://issuer.test';
export const API = 'http://api.test';
export const RESOURCE = 'http://localhost:4310/mcp';

/** Overrides of one token: a claim set to undefined is left out. */
export interface TokenOptions {
  claims?: Record<string, unknown>;
  header?: Record<string, unknown>;
  key?: CryptoKey;
}

/**
 * An authorization server and a tenant API as far as the connector talks to them, and a record of everything that reached them.
 * `answer` puts another answer in the place of the regular one.
 */
export async function createFakeUpstream() {
  const { privateKey, publicKey } = await generateKeyPair('ES256', { extractable: true });
  const jwk = { ...(await exportJWK(publicKey)), alg: 'ES256', use: 'sig' };
  const kid = await calculateJwkThumbprint(jwk);
  const requests: { request: Request; body: URLSearchParams }[] = [];
  const introspection: Record<string, unknown> = {
    active: true,
    sub: 'u-1',
    user_id: 'u-1',
    client_id: 'mcp-client',
    gid: 'g-1',
    scope: 'optimove:read',
    tenants: [LUMENPLAY],
  };
  let exchanged = 0;
  const upstream = {
    requests,
    introspection,
    metadata: {
      issuer: ISSUER,
      jwks_uri: `${ISSUER}/oauth/jwks`,
      token_endpoint: `${ISSUER}/oauth/token`,
      introspection_endpoint: `${ISSUER}/oauth/introspect`,
    },
    publicJwk: { ...jwk, kid },
    privateKey,
    answer: (_url: URL, _request: Request): Response | undefined | Promise<Response | undefined> => undefined,
    at: (path: string) => requests.filter(({ request }) => new URL(request.url).pathname.startsWith(path)),

    async token({ claims, header, key = privateKey }: TokenOptions = {}): Promise<string> {
      const now = Math.floor(new Date().getTime() / 1000);
      const payload = {
        iss: ISSUER,
        aud: RESOURCE,
        sub: 'u-1',
        client_id: 'mcp-client',
        gid: 'g-1',
        jti: 'j-1',
        scope: 'optimove:read',
        iat: now,
        exp: now + 300,
        ...claims,
      };
      return new SignJWT(payload)
        .setProtectedHeader({ alg: 'ES256', typ: 'at+jwt', kid, ...header })
        .sign(key, { crit: { 'urn:x': true } });
    },

    async fetch(request: Request): Promise<Response> {
      const url = new URL(request.url);
      const body = new URLSearchParams(request.method === 'POST' ? await request.clone().text() : '');
      requests.push({ request, body });
      const other = await upstream.answer(url, request);
      if (other !== undefined) return other;
      if (url.origin === API) return Response.json({ items: [] });
      switch (url.pathname) {
        case '/.well-known/oauth-authorization-server':
          return Response.json(upstream.metadata);
        case '/oauth/jwks':
          return Response.json({ keys: [upstream.publicJwk] });
        case '/oauth/introspect':
          return Response.json(introspection, { headers: { date: new Date().toUTCString() } });
        case '/oauth/token':
          exchanged += 1;
          return Response.json({
            access_token: `api-token-${exchanged}`,
            token_type: 'Bearer',
            expires_in: 60,
            scope: body.get('scope'),
          });
        default:
          return new Response(null, { status: 404 });
      }
    },
  };
  return upstream;
}

export type FakeUpstream = Awaited<ReturnType<typeof createFakeUpstream>>;
