import { calculateJwkThumbprint, importJWK, jwtVerify } from 'jose';
import { describe, expect, test } from 'vitest';
import { clientAssertion, generateConnectorKey } from './connector-key.ts';

const ISSUER = 'https://issuer.example';
const NOW = new Date('2026-11-22T12:00:00.400Z');
const key = await generateConnectorKey();

async function verified(assertion: string) {
  const publicKey = await importJWK(key.publicJwk);
  return jwtVerify(assertion, publicKey, { currentDate: NOW });
}

describe('the key of the connector', () => {
  test('is published as a key for signatures, under its thumbprint and without its private half', async () => {
    expect(key.publicJwk).toEqual({
      kty: 'EC',
      crv: 'P-256',
      x: expect.any(String),
      y: expect.any(String),
      alg: 'ES256',
      use: 'sig',
      kid: await calculateJwkThumbprint(key.publicJwk),
    });
  });

  test('cannot be taken out of the process', () => {
    expect(key.privateKey.extractable).toBe(false);
  });
});

describe('a client assertion', () => {
  test('says who asks whom for one minute, signed by the published key', async () => {
    const { client_assertion: assertion, client_assertion_type: type } = await clientAssertion(
      key,
      ISSUER,
      NOW,
    );

    expect(type).toBe('urn:ietf:params:oauth:client-assertion-type:jwt-bearer');
    const { payload, protectedHeader } = await verified(assertion);
    expect(protectedHeader).toEqual({ alg: 'ES256', kid: key.publicJwk.kid });
    const issuedAt = Date.parse('2026-11-22T12:00:00Z') / 1000;
    expect(payload).toEqual({
      iss: 'optimove-mcp-connector',
      sub: 'optimove-mcp-connector',
      aud: ISSUER,
      jti: expect.stringMatching(/^[\w-]{22}$/),
      iat: issuedAt,
      exp: issuedAt + 60,
    });
  });

  test('is never the same twice', async () => {
    const ids = await Promise.all(
      [1, 2].map(async () => {
        const { client_assertion: assertion } = await clientAssertion(key, ISSUER, NOW);
        return (await verified(assertion)).payload.jti;
      }),
    );

    expect(new Set(ids).size).toBe(2);
  });
});
