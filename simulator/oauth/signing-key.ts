import {
  calculateJwkThumbprint,
  exportJWK,
  generateKeyPair,
  importJWK,
  type CryptoKey,
  type JWK,
} from 'jose';
import { z } from 'zod';

export const SIGNING_ALGORITHM = 'ES256';

/** The key pair that signs every access token of this authorization server. */
export interface SigningKey {
  kid: string;
  publicKey: CryptoKey;
  privateKey: CryptoKey;
  privateJwk: JWK;
}

/** A new private key in the form that `signingKeyOf` takes. */
export async function newSigningKey(): Promise<string> {
  const { privateKey } = await generateKeyPair(SIGNING_ALGORITHM, { extractable: true });
  return JSON.stringify(await exportJWK(privateKey));
}

/** The key pair of a private JWK. It is named by its content: whoever has cached other keys sees that this is another one. */
export async function signingKeyOf(text: string): Promise<SigningKey> {
  const jwk = jwkSchema.parse(JSON.parse(text));
  const { d: _, ...publicJwk } = jwk;
  const kid = await calculateJwkThumbprint(publicJwk);
  const [privateKey, publicKey] = await Promise.all([
    importJWK(jwk, SIGNING_ALGORITHM),
    importJWK(publicJwk, SIGNING_ALGORITHM, { extractable: true }),
  ]);
  if (!('type' in privateKey) || !('type' in publicKey)) throw new TypeError('An EC key is a key pair.');
  return { kid, publicKey, privateKey, privateJwk: { ...jwk, alg: SIGNING_ALGORITHM, use: 'sig', kid } };
}

/** @see RFC 7518, section 6.2 "Parameters for Elliptic Curve Keys" */
const jwkSchema = z.object({
  kty: z.literal('EC'),
  crv: z.literal('P-256'),
  x: z.string(),
  y: z.string(),
  d: z.string(),
});
