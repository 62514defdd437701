import { calculateJwkThumbprint, exportJWK, generateKeyPair, type CryptoKey, type JWK } from 'jose';

export const SIGNING_ALGORITHM = 'ES256';

/** The key pair that signs every access token of this authorization server. */
export interface SigningKey {
  kid: string;
  publicKey: CryptoKey;
  privateKey: CryptoKey;
  privateJwk: JWK;
}

export async function createSigningKey(): Promise<SigningKey> {
  const { publicKey, privateKey } = await generateKeyPair(SIGNING_ALGORITHM, { extractable: true });
  // Named by its content: whoever has cached the keys of an earlier start sees that this is another one.
  const kid = await calculateJwkThumbprint(publicKey);
  const privateJwk = { ...(await exportJWK(privateKey)), alg: SIGNING_ALGORITHM, use: 'sig', kid };
  return { kid, publicKey, privateKey, privateJwk };
}
