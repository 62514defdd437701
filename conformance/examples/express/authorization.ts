import { InvalidTokenError } from '@modelcontextprotocol/sdk/server/auth/errors.js';
import type { AuthInfo } from '@modelcontextprotocol/sdk/server/auth/types.js';
import { createRemoteJWKSet, exportJWK, generateKeyPair, jwtVerify, SignJWT } from 'jose';
import { z } from 'zod';
import { API_URL, CONNECTOR_URL, ISSUER } from './settings.ts';

const CLIENT_ID = 'optimove-mcp-connector';
const HOUR = 3600;
const callerSchema = z.object({
  user_id: z.string(),
  tenants: z.array(z.object({ id: z.string() })).min(1),
});
/** What `AuthInfo` says of a caller besides what OAuth does. */
export const extraSchema = z.object({ user: z.string(), tenants: z.array(z.string()).min(1) });

const issuer = z
  .object({ jwks_uri: z.string(), token_endpoint: z.string(), introspection_endpoint: z.string() })
  .parse(await (await fetch(`${ISSUER}/.well-known/oauth-authorization-server`)).json());
const keys = createRemoteJWKSet(new URL(issuer.jwks_uri));
const { privateKey, publicKey } = await generateKeyPair('ES256');
export const publicJwk = {
  ...(await exportJWK(publicKey)),
  kid: crypto.randomUUID(),
  alg: 'ES256',
  use: 'sig',
};

/** A form to the authorization server, signed by this connector. */
async function ask(endpoint: string, form: Record<string, string>): Promise<unknown> {
  const assertion = await new SignJWT({ jti: crypto.randomUUID() })
    .setProtectedHeader({ alg: 'ES256', kid: publicJwk.kid })
    .setIssuer(CLIENT_ID)
    .setSubject(CLIENT_ID)
    .setAudience(ISSUER)
    .setIssuedAt()
    .setExpirationTime('1m')
    .sign(privateKey);
  const body = new URLSearchParams({
    ...form,
    client_id: CLIENT_ID,
    client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
    client_assertion: assertion,
  });
  return (await fetch(endpoint, { method: 'POST', body })).json();
}

/** Who calls, as the issuer vouches for it at this moment. */
export async function verifyAccessToken(token: string): Promise<AuthInfo> {
  const verified = await jwtVerify(token, keys, {
    issuer: ISSUER,
    audience: CONNECTOR_URL,
    typ: 'at+jwt',
    algorithms: ['ES256'],
    requiredClaims: ['sub', 'client_id', 'jti', 'iat', 'exp'],
    maxTokenAge: HOUR,
  }).catch(() => null);
  const { client_id: clientId, scope, aud, iat = 0, exp = 0 } = verified?.payload ?? {};
  const caller = callerSchema.safeParse(await ask(issuer.introspection_endpoint, { token })).data;
  if (aud !== CONNECTOR_URL || exp - iat > HOUR || caller === undefined)
    throw new InvalidTokenError('This token is not good here.');
  const extra = { user: caller.user_id, tenants: caller.tenants.map(({ id }) => id) };
  return { token, clientId: String(clientId), scopes: String(scope).split(' '), expiresAt: exp, extra };
}

/** A token for the API in the place of the caller's (RFC 8693). */
export async function apiToken(token: string): Promise<string> {
  const exchanged = await ask(issuer.token_endpoint, {
    grant_type: 'urn:ietf:params:oauth:grant-type:token-exchange',
    subject_token: token,
    subject_token_type: 'urn:ietf:params:oauth:token-type:access_token',
    resource: `${API_URL}/api`,
    scope: 'api:read',
  });
  return z.object({ access_token: z.string() }).parse(exchanged).access_token;
}
