import { describe, expect, test } from 'vitest';
import { ISSUER, TestServer } from './testing/test-server.ts';

const METADATA = `${ISSUER}/.well-known/oauth-authorization-server`;

describe('authorization server metadata', () => {
  test('is what an MCP client needs and no more', async () => {
    const server = await TestServer.start();

    const answer = await server.fetch(METADATA);

    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toMatch(/^application\/json/);
    expect(await answer.json()).toEqual({
      issuer: ISSUER,
      authorization_endpoint: `${ISSUER}/oauth/authorize`,
      token_endpoint: `${ISSUER}/oauth/token`,
      registration_endpoint: `${ISSUER}/oauth/register`,
      revocation_endpoint: `${ISSUER}/oauth/revoke`,
      introspection_endpoint: `${ISSUER}/oauth/introspect`,
      jwks_uri: `${ISSUER}/oauth/jwks`,
      scopes_supported: ['optimove:read', 'optimove:drafts.write'],
      response_types_supported: ['code'],
      response_modes_supported: ['query'],
      grant_types_supported: [
        'authorization_code',
        'refresh_token',
        'urn:ietf:params:oauth:grant-type:token-exchange',
      ],
      code_challenge_methods_supported: ['S256'],
      token_endpoint_auth_methods_supported: ['none', 'private_key_jwt'],
      token_endpoint_auth_signing_alg_values_supported: ['ES256'],
      revocation_endpoint_auth_methods_supported: ['none'],
      introspection_endpoint_auth_methods_supported: ['private_key_jwt'],
      introspection_endpoint_auth_signing_alg_values_supported: ['ES256'],
      authorization_response_iss_parameter_supported: true,
      client_id_metadata_document_supported: true,
    });
  });

  test('says the same where OpenID Connect looks for it', async () => {
    const server = await TestServer.start();

    const openid = await server.fetch(`${ISSUER}/.well-known/openid-configuration`);

    expect(await openid.json()).toEqual(await (await server.fetch(METADATA)).json());
  });

  test('takes no address from the request', async () => {
    const server = await TestServer.start();
    const headers = {
      host: 'evil.example',
      'x-forwarded-host': 'evil.example',
      'x-forwarded-proto': 'https',
    };

    const metadata = await server.fetch(METADATA, { headers });
    const authorize = await server.fetch(`${ISSUER}/oauth/authorize?client_id=x`, { headers });

    expect(await metadata.text()).not.toContain('evil.example');
    expect(`${await authorize.text()}${JSON.stringify([...authorize.headers])}`).not.toContain(
      'evil.example',
    );
  });

  test('publishes public keys only', async () => {
    const server = await TestServer.start();

    const answer = await server.fetch(`${ISSUER}/oauth/jwks`);

    const { keys }: { keys: object[] } = JSON.parse(await answer.text());
    expect(keys).toHaveLength(1);
    expect(Object.keys(keys[0] ?? {}).toSorted()).toEqual(['alg', 'crv', 'kid', 'kty', 'use', 'x', 'y']);
  });

  test.each([
    '/oauth/token/',
    '/OAuth/token',
    '/oauth//token',
    '/oauth/%74oken',
    '/oauth/unknown',
    '/oauth/introspect/x',
    '/profile/unknown',
  ])('does not answer at %s, nor redirect from there', async (path) => {
    const server = await TestServer.start();

    const answer = await server.fetch(ISSUER + path, { method: 'POST', body: new URLSearchParams() });

    expect(answer.status).toBe(404);
    expect(answer.headers.get('location')).toBeNull();
  });

  test('is only made for an origin', async () => {
    await expect(TestServer.start({ issuer: `${ISSUER}/as` })).rejects.toThrow(/must be an origin/);
  });
});
