import { decodeJwt } from 'jose';
import { describe, expect, test } from 'vitest';
import { API_RESOURCE, ISSUER, MCP_RESOURCE, TestServer } from './testing/test-server.ts';

const EMAIL = 'marketer@lumenplay.example';
const BOTH_SCOPES = { scope: 'optimove:read optimove:drafts.write' };

describe('token exchange', () => {
  test('gives what the subject token allows, or the part of it that was asked for', async () => {
    const server = await TestServer.start();
    const { access_token } = await server.tokens(EMAIL, BOTH_SCOPES);

    const all = await server.exchange(access_token);
    const drafts = await server.exchange(access_token, { scope: 'api:drafts' });

    expect(all.body).toMatchObject({ scope: 'api:read api:drafts' });
    expect(drafts.body).toMatchObject({ scope: 'api:drafts' });
    const principal = await server.server.principal(String(drafts.body['access_token']));
    expect(principal?.scopes).toEqual(new Set(['api:drafts']));
  });

  test.each([
    ['a scope beyond the subject token', { scope: 'api:read api:drafts' }, 'invalid_scope'],
    ['an unknown scope', { scope: 'api:activate' }, 'invalid_scope'],
    ['a scope of the connector', { scope: 'optimove:read' }, 'invalid_scope'],
    ['the connector as target', { resource: MCP_RESOURCE }, 'invalid_target'],
    ['another target', { resource: 'https://evil.example/api' }, 'invalid_target'],
    ['another audience', { audience: 'https://evil.example/api' }, 'invalid_target'],
    ['an actor of its own', { actor_token: 'x', actor_token_type: 'urn:x' }, 'invalid_request'],
    ['another token type asked for', { requested_token_type: 'urn:x' }, 'invalid_request'],
    ['another type of subject', { subject_token_type: 'urn:x' }, 'invalid_request'],
    ['garbage as subject', { subject_token: 'garbage' }, 'invalid_request'],
    ['no subject', { subject_token: '' }, 'invalid_request'],
  ])('refuses %s', async (_name, change, error) => {
    const server = await TestServer.start();
    const { access_token } = await server.tokens(EMAIL, { scope: 'optimove:read' });

    expect(await server.exchange(access_token, change)).toMatchObject({ status: 400, body: { error } });
    expect((await server.exchange(access_token)).status).toBe(200);
  });

  test('does not exchange its own tokens again, nor refresh tokens', async () => {
    const server = await TestServer.start();
    const tokens = await server.tokens(EMAIL);
    const { body } = await server.exchange(tokens.access_token);

    const again = await server.exchange(String(body['access_token']));
    const refresh = await server.exchange(tokens.refresh_token);

    expect(again.body).toMatchObject({ error: 'invalid_request' });
    expect(refresh.body).toMatchObject({ error: 'invalid_request' });
  });

  test('is for the connector alone', async () => {
    const server = await TestServer.start();
    const { access_token, client_id } = await server.tokens(EMAIL);

    const answer = await server.exchange(access_token, { client_id });
    const publicClient = await server.exchange(access_token, { client_id, client_assertion: '' });

    expect(answer).toMatchObject({ status: 401, body: { error: 'invalid_client' } });
    expect(publicClient).toMatchObject({ status: 401, body: { error: 'invalid_client' } });
  });

  test('never outlives the subject token by either clock', async () => {
    const server = await TestServer.start();
    const { access_token } = await server.tokens(EMAIL);

    server.world.clock.advance(270_000);
    const { body } = await server.exchange(access_token);

    expect(body['expires_in']).toBeLessThanOrEqual(30);
    const { exp = 0, iat = 0 } = decodeJwt(String(body['access_token']));
    expect(exp - iat).toBe(body['expires_in']);
    server.world.clock.advance(31_000);
    expect((await server.exchange(access_token)).body).toMatchObject({ error: 'invalid_request' });
  });

  test.each([
    ['revoked', (server: TestServer) => void server.server.revoke(EMAIL)],
    [
      'of a disabled account',
      (server: TestServer) => void server.world.users.change(EMAIL, { disabled: true }),
    ],
    ['too old by the clock of the world', (server: TestServer) => server.world.clock.advance(301_000)],
  ])('refuses a subject token that is %s', async (_name, change) => {
    const server = await TestServer.start();
    const { access_token } = await server.tokens(EMAIL);

    change(server);

    expect((await server.exchange(access_token)).body).toMatchObject({ error: 'invalid_request' });
  });
});

describe('the speaker at the tenant API', () => {
  test('is nobody for any token but a live one for the API', async () => {
    const server = await TestServer.start();
    const tokens = await server.tokens(EMAIL);
    const { body } = await server.exchange(tokens.access_token);
    const token = String(body['access_token']);

    expect(await server.server.principal(token)).toMatchObject({ client_id: tokens.client_id });
    for (const other of ['', 'garbage', tokens.access_token, tokens.refresh_token, `${token}x`]) {
      expect(await server.server.principal(other)).toBeNull();
    }
    server.world.clock.advance(61_000);
    expect(await server.server.principal(token)).toBeNull();
  });

  test('ends with the grant, and with the account', async () => {
    const server = await TestServer.start();
    const [one, two] = [await server.tokens(EMAIL), await server.tokens('admin@lumenplay.example')];
    const [first, second] = await Promise.all(
      [one, two].map(async ({ access_token }) =>
        String((await server.exchange(access_token)).body['access_token']),
      ),
    );

    server.server.revoke(EMAIL, one.client_id);
    server.world.users.change('admin@lumenplay.example', { disabled: true });

    expect(await server.server.principal(first ?? '')).toBeNull();
    expect(await server.server.principal(second ?? '')).toBeNull();
  });

  test('has the rights of the user as they are now', async () => {
    const server = await TestServer.start();
    const { access_token } = await server.tokens(EMAIL);
    const token = String((await server.exchange(access_token)).body['access_token']);

    server.world.users.change(EMAIL, { role: 'viewer' });

    const speaker = await server.server.principal(token);
    expect(speaker?.user.memberships[0]?.role).toBe('viewer');
  });

  test('is known to the API by a token of this issuer for this audience', async () => {
    const server = await TestServer.start();
    const { access_token } = await server.tokens(EMAIL);

    const { body } = await server.exchange(access_token);

    expect(decodeJwt(String(body['access_token']))).toMatchObject({ iss: ISSUER, aud: API_RESOURCE });
  });
});
