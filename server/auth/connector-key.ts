import { randomBytes } from 'node:crypto';
import { calculateJwkThumbprint, exportJWK, generateKeyPair, SignJWT, type JWK } from 'jose';

/** The OAuth client as which the connector speaks to the authorization server. */
export const CONNECTOR_CLIENT_ID = 'optimove-mcp-connector';

const ASSERTION_LIFETIME_SECONDS = 60;
const ASSERTION_TYPE = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';

/** A signing key that never leaves the process, and its public half. */
export interface ConnectorKey {
  privateKey: CryptoKey;
  publicJwk: JWK & { kid: string };
}

export async function generateConnectorKey(): Promise<ConnectorKey> {
  const { privateKey, publicKey } = await generateKeyPair('ES256');
  const jwk = await exportJWK(publicKey);
  const kid = await calculateJwkThumbprint(jwk);
  return { privateKey, publicJwk: { ...jwk, kid, alg: 'ES256', use: 'sig' } };
}

/** The parameters that authenticate the connector in one request. @see RFC 7523, section 2.2 */
export async function clientAssertion(
  { privateKey, publicJwk }: ConnectorKey,
  issuer: string,
  now: Date,
): Promise<{ client_assertion_type: string; client_assertion: string }> {
  const issuedAt = Math.floor(now.getTime() / 1000);
  const assertion = await new SignJWT()
    .setProtectedHeader({ alg: 'ES256', kid: publicJwk.kid })
    .setIssuer(CONNECTOR_CLIENT_ID)
    .setSubject(CONNECTOR_CLIENT_ID)
    .setAudience(issuer)
    .setJti(randomBytes(16).toString('base64url'))
    .setIssuedAt(issuedAt)
    .setExpirationTime(issuedAt + ASSERTION_LIFETIME_SECONDS)
    .sign(privateKey);
  return { client_assertion_type: ASSERTION_TYPE, client_assertion: assertion };
}
