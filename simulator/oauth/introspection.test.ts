import { compactVerify, createLocalJWKSet, generateKeyPair } from 'jose';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import type { TokenChanges } from '../token-changes.ts';
import { ISSUER, JWKS_URL, TestServer } from './testing/test-server.ts';

const EMAIL = 'marketer@lumenplay.example';
const INACTIVE = { active: false };
const keySetSchema = z.object({ keys: z.array(z.looseObject({ kty: z.string() })) });
const ASSERTION = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';

describe('introspection', () => {
  test('says nothing but inactive once the access token is five minutes old by the clock of the world', async () => {
    const server = await TestServer.start();
    const { access_token } = await server.tokens(EMAIL);

    server.world.clock.advance(299_000);
    expect(await server.introspect(access_token)).toMatchObject({ active: true });
    server.world.clock.advance(2_000);

    expect(await server.introspect(access_token)).toEqual(INACTIVE);
  });

  test('follows the account as it is disabled and enabled', async () => {
    const server = await TestServer.start();
    const { access_token } = await server.tokens(EMAIL);

    server.world.users.change(EMAIL, { disabled: true });
    expect(await server.introspect(access_token)).toEqual(INACTIVE);
    server.world.users.change(EMAIL, { disabled: false });

    expect(await server.introspect(access_token)).toMatchObject({ active: true });
  });

  test('says inactive when the grant was revoked, and active for the grant of another client', async () => {
    const server = await TestServer.start();
    const [one, two] = [await server.tokens(EMAIL), await server.tokens(EMAIL)];

    expect(server.server.revoke(EMAIL, one.client_id)).toBe(1);

    expect(await server.introspect(one.access_token)).toEqual(INACTIVE);
    expect(await server.introspect(two.access_token)).toMatchObject({ active: true });
    expect(server.server.revoke(EMAIL)).toBe(1);
    expect(await server.introspect(two.access_token)).toEqual(INACTIVE);
  });

  test('says inactive when everything was reset', async () => {
    const server = await TestServer.start();
    const { access_token } = await server.tokens(EMAIL);

    server.server.reset(server.world);

    expect(await server.introspect(access_token)).toEqual(INACTIVE);
  });

  test('says inactive of every token that is not an access token for the connector', async () => {
    const server = await TestServer.start();
    const tokens = await server.tokens(EMAIL);
    const { body } = await server.exchange(tokens.access_token);
    const [head, claims, signature] = tokens.access_token.split('.');
    const none = Buffer.from('{"alg":"none","typ":"at+jwt"}').toString('base64url');

    const others = [
      '',
      'garbage',
      tokens.refresh_token,
      String(body['access_token']),
      await server.assertion(),
      `${head}.${claims}.`,
      `${none}.${claims}.`,
      `${head}.${Buffer.from('{}').toString('base64url')}.${signature}`,
      `${head}.${claims}.${signature?.slice(0, -4)}AAAA`,
    ];

    for (const other of others) expect(await server.introspect(other)).toEqual(INACTIVE);
    expect(await server.introspect(tokens.access_token)).toMatchObject({ active: true });
  });

  test('answers nobody but the connector, and each assertion once', async () => {
    const server = await TestServer.start();
    const { access_token, client_id } = await server.tokens(EMAIL);
    const { privateKey: otherKey } = await generateKeyPair('ES256');
    const assertion = await server.assertion();
    const ask = async (client_assertion: string) =>
      (
        await server.post('/oauth/introspect', {
          token: access_token,
          client_assertion_type: ASSERTION,
          client_assertion,
        })
      ).status;

    expect(await ask(assertion)).toBe(200);
    expect(await ask(assertion)).toBe(401);
    expect(await ask(await server.assertion({}, otherKey))).toBe(401);
    expect(await ask(await server.assertion({ aud: 'https://evil.example' }))).toBe(401);
    expect(await ask(await server.assertion({ iss: client_id }))).toBe(401);
    expect(await ask(await server.assertion({ sub: client_id }))).toBe(401);
    expect(await ask(await server.assertion({ jti: undefined }))).toBe(401);
    expect(await ask(await server.assertion({ exp: undefined }))).toBe(401);
    expect(await ask(await server.assertion({ exp: 1 }))).toBe(401);
    expect(await ask(await server.assertion({ exp: 33_000_000_000 }))).toBe(401);
    expect(await ask('garbage')).toBe(401);
    expect((await server.post('/oauth/introspect', { token: access_token })).status).toBe(401);
    expect((await server.post('/oauth/introspect', { token: access_token, client_id })).status).toBe(401);
    expect(await ask(await server.assertion({ aud: `${ISSUER}/oauth/introspect` }))).toBe(200);
  });

  test('does not take an assertion that was used at the token endpoint', async () => {
    const server = await TestServer.start();
    const { access_token } = await server.tokens(EMAIL);
    const client_assertion = await server.assertion();

    await server.exchange(access_token, { client_assertion });
    const answer = await server.asConnector('/oauth/introspect', { token: access_token, client_assertion });

    expect(answer).toMatchObject({ status: 401, body: { error: 'invalid_client' } });
  });

  test('wants the token once, in a form', async () => {
    const server = await TestServer.start();
    const { access_token } = await server.tokens(EMAIL);
    const form = new URLSearchParams({
      token: access_token,
      client_assertion_type: ASSERTION,
      client_assertion: await server.assertion(),
    });
    form.append('token', access_token);

    const twice = await server.fetch(`${ISSUER}/oauth/introspect`, { method: 'POST', body: form });
    const json = await server.fetch(`${ISSUER}/oauth/introspect`, { method: 'POST', body: '{}' });

    expect(twice.status).toBe(400);
    expect(json.status).toBe(400);
    expect((await server.asConnector('/oauth/introspect', {})).status).toBe(400);
  });

  test('fetches the keys of the connector once, and not again for each key that it does not know', async () => {
    const server = await TestServer.start();
    const { access_token } = await server.tokens(EMAIL);
    await server.introspect(access_token);

    for (let count = 0; count < 20; count += 1) {
      const { privateKey } = await generateKeyPair('ES256');
      await server.asConnector('/oauth/introspect', {
        token: access_token,
        client_assertion: await server.assertion({}, privateKey),
      });
    }

    expect(server.fetched).toEqual([JWKS_URL]);
  });

  test('says where the keys of the connector should have been', async () => {
    const server = await TestServer.start();
    server.network.clear();

    const { status, body } = await server.asConnector('/oauth/introspect', { token: 'x' });

    expect(status).toBe(401);
    expect(body['error_description']).toContain(JWKS_URL);
  });
});

describe('a token that says what it was told to', () => {
  test('is active where nothing was changed, or nothing that matters', async () => {
    const server = await TestServer.start();

    for (const changes of [{}, { claims: { scope: 'optimove:read' } }, { claims: { jti: 'mine' } }])
      expect(await server.introspect(await mcpToken(server, changes))).toMatchObject({ active: true });
  });

  test.each<[string, TokenChanges]>([
    ['another audience', { claims: { aud: 'https://other.example/mcp' } }],
    ['another issuer', { claims: { iss: 'https://other.example' } }],
    ['another type', { header: { typ: 'JWT' } }],
    ['no type', { header: { typ: null } }],
    ['no expiry', { claims: { exp: null } }],
    ['a critical header', { header: { crit: ['x'], x: 1 } }],
  ])('with %s is signed by the key of the issuer, and inactive unless vouched for', async (_, changes) => {
    const server = await TestServer.start();
    const [plain, vouched] = [
      await mcpToken(server, changes),
      await mcpToken(server, { ...changes, vouched: true }),
    ];
    const keys = createLocalJWKSet(
      keySetSchema.parse(await (await server.fetch(`${ISSUER}/oauth/jwks`)).json()),
    );

    await expect(compactVerify(plain, keys, { crit: { x: true } })).resolves.toBeDefined();
    expect(await server.introspect(plain)).toEqual(INACTIVE);
    expect(await server.introspect(vouched)).toMatchObject({ active: true });
  });

  test('is vouched for as what it says, and no longer than its grant lives', async () => {
    const server = await TestServer.start();
    const aud = 'https://other.example/mcp';
    const token = await mcpToken(server, { claims: { aud }, vouched: true });

    expect(await server.introspect(token)).toMatchObject({ active: true, aud, iss: ISSUER });
    server.server.revoke(EMAIL);
    expect(await server.introspect(token)).toEqual(INACTIVE);
  });
});

async function mcpToken({ worlds, server }: TestServer, changes: TokenChanges): Promise<string> {
  const account = worlds.account(EMAIL);
  if (account === undefined) throw new Error(`There is no ${EMAIL}.`);
  return (await server.tokensFor(account, changes)).mcp;
}
