import { createPublicKey } from 'node:crypto';
import * as fc from 'fast-check';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { describe, expect, test } from 'vitest';
import { startConnector } from '../testing/connector.ts';
import type { FakeUpstream } from '../testing/fake-upstream.ts';

const base64url = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
const decode = (segment = '') => JSON.parse(Buffer.from(segment, 'base64url').toString());

/** A genuine token whose three parts a forger may replace. */
async function forged(
  upstream: FakeUpstream,
  change: (parts: { header: object; payload: object; signature: string }) => (string | object)[],
): Promise<string> {
  const [header, payload, signature = ''] = (await upstream.token()).split('.');
  const parts = change({ header: decode(header), payload: decode(payload), signature });
  return parts.map((part) => (typeof part === 'string' ? part : base64url(part))).join('.');
}

async function symmetric(upstream: FakeUpstream, secret: Uint8Array): Promise<string> {
  const payload = decode((await upstream.token()).split('.')[1]);
  const { kid } = upstream.publicJwk;
  return new SignJWT(payload).setProtectedHeader({ alg: 'HS256', typ: 'at+jwt', kid }).sign(secret);
}

const pem = (upstream: FakeUpstream) =>
  createPublicKey({ key: upstream.publicJwk, format: 'jwk' }).export({ type: 'spki', format: 'pem' });

const FORGERIES: Record<string, (upstream: FakeUpstream) => Promise<string>> = {
  'alg none': (u) => forged(u, ({ header, payload }) => [{ ...header, alg: 'none' }, payload, '']),
  'alg nOnE': (u) => forged(u, ({ header, payload }) => [{ ...header, alg: 'nOnE' }, payload, '']),
  'no signature': (u) => forged(u, ({ header, payload }) => [header, payload]),
  'an empty signature': (u) => forged(u, ({ header, payload }) => [header, payload, '']),
  'a signature of zeros': (u) =>
    forged(u, ({ header, payload }) => [header, payload, Buffer.alloc(64).toString('base64url')]),
  'a DER signature': (u) =>
    forged(u, ({ header, payload, signature }) => {
      const raw = Buffer.from(signature, 'base64url');
      const der = Buffer.concat([
        Buffer.from([0x30, 0x44, 2, 0x20]),
        raw.subarray(0, 32),
        Buffer.from([2, 0x20]),
        raw.subarray(32),
      ]);
      return [header, payload, der.toString('base64url')];
    }),
  'another payload': (u) =>
    forged(u, ({ header, payload, signature }) => [header, { ...payload, sub: 'u-2' }, signature]),
  'HS256 with the public PEM': async (u) => symmetric(u, Buffer.from(pem(u))),
  'HS256 with the public PEM, trimmed': async (u) => symmetric(u, Buffer.from(pem(u).trim())),
  'HS256 with the public JWK': async (u) => symmetric(u, Buffer.from(JSON.stringify(u.publicJwk))),
  'an unknown kid': (u) => u.token({ header: { kid: 'unknown' } }),
  'no kid': (u) => u.token({ header: { kid: undefined } }),
  'a path as kid': (u) => u.token({ header: { kid: '../../etc/passwd' } }),
  'SQL as kid': (u) => u.token({ header: { kid: "' OR 1=1 --" } }),
  'an attacker key under our kid': async (u) => u.token({ key: (await generateKeyPair('ES256')).privateKey }),
  'an unknown crit': (u) => u.token({ header: { crit: ['urn:x'], 'urn:x': true } }),
  'an extra segment': async (u) => `${await u.token()}.AAAA`,
  'five segments': async () => 'a.b.c.d.e',
  'twenty kilobytes': async (u) => u.token({ claims: { padding: 'x'.repeat(20_000) } }),
  'no base64': async () => '~~~.~~~.~~~',
  'a header that is no object': (u) =>
    forged(u, ({ payload, signature }) => [base64url([]), payload, signature]),
  'a refresh token': async () => 'rt_4f8a0e2b6c',
};

describe('forged access tokens', () => {
  test.each(Object.keys(FORGERIES))('refuses %s', async (name) => {
    const { post, upstream } = await startConnector();
    const token = (await FORGERIES[name]?.(upstream)) ?? '';

    const control = await post('tools/list');
    const response = await post('tools/list', {}, { headers: { authorization: `Bearer ${token}` } });

    expect(control.status).toBe(200);
    expect(response.status).toBe(401);
    expect(response.headers.get('www-authenticate')).toContain('error="invalid_token"');
    expect(upstream.at('/oauth/introspect')).toHaveLength(1);
  });

  test('never follows what a token says about its keys', async () => {
    const { post, upstream } = await startConnector();
    const attacker = await generateKeyPair('ES256');
    const url = 'http://canary.test/keys';
    for (const header of [{ jku: url }, { x5u: url }, { x5c: ['AAAA'] }, { jwk: upstream.publicJwk }]) {
      const token = await upstream.token({ header, key: attacker.privateKey });
      const response = await post('tools/list', {}, { headers: { authorization: `Bearer ${token}` } });
      expect(response.status).toBe(401);
    }

    expect(upstream.requests.filter(({ request }) => request.url.includes('canary'))).toEqual([]);
  });

  test('refuses another algorithm, even of a key that the issuer publishes', async () => {
    const { post, upstream } = await startConnector();
    const { publicKey, privateKey } = await generateKeyPair('EdDSA', { extractable: true });
    const keys = [upstream.publicJwk, { ...(await exportJWK(publicKey)), kid: 'ed' }];
    upstream.answer = ({ pathname }) => (pathname === '/oauth/jwks' ? Response.json({ keys }) : undefined);
    const token = await upstream.token({ header: { alg: 'EdDSA', kid: 'ed' }, key: privateKey });

    const response = await post('tools/list', {}, { headers: { authorization: `Bearer ${token}` } });

    expect(response.status).toBe(401);
  });

  test('fetches the key set once for a flood of unknown keys', async () => {
    const { post, upstream } = await startConnector();
    for (let i = 0; i < 50; i += 1) {
      const token = await upstream.token({ header: { kid: `unknown-${i}` } });
      await post('tools/list', {}, { headers: { authorization: `Bearer ${token}` } });
    }

    expect(upstream.at('/oauth/jwks')).toHaveLength(1);
  });

  test('for any text in the place of a token, the answer is 401 and never says it back', async () => {
    const { connector } = await startConnector();
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'grapheme-ascii', minLength: 1 }), async (text) => {
        const headers = { authorization: `Bearer ${text}canary` };
        const response = await connector.fetch(
          new Request('http://localhost:4310/mcp', { method: 'POST', headers }),
        );

        expect(response.status).toBe(401);
        expect((await response.text()) + JSON.stringify([...response.headers])).not.toContain('canary');
      }),
    );
  });
});
