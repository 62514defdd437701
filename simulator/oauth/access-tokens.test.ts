import { SignJWT, UnsecuredJWT, type JWTPayload } from 'jose';
import { describe, expect, test } from 'vitest';
import { AccessTokens } from './access-tokens.ts';
import { EntryStore } from './entry-store.ts';
import { Grants } from './grants.ts';
import { machineSeconds } from './machine-time.ts';
import { newSigningKey, signingKeyOf } from './signing-key.ts';
import { createSmallWorlds } from './testing/small-world.ts';
import { ISSUER, MCP_RESOURCE } from './testing/test-server.ts';

async function setUp() {
  const worlds = createSmallWorlds();
  const world = worlds.standard;
  const store = new EntryStore(() => world.clock);
  const key = await signingKeyOf(await newSigningKey());
  const tokens = new AccessTokens({ issuer: ISSUER, key, worlds, grants: new Grants(store, MCP_RESOURCE) });
  const user = world.users.find('marketer@lumenplay.example')?.id ?? '';
  const grant = { accountId: user, clientId: 'c', resources: { [MCP_RESOURCE]: 'optimove:read' } };
  store.put('Grant', 'grant', grant, 600);
  const now = machineSeconds();
  const claims: JWTPayload = {
    iss: ISSUER,
    aud: MCP_RESOURCE,
    sub: user,
    client_id: 'c',
    scope: 'optimove:read',
    jti: 'j',
    gid: store.reference('grant'),
    iat: now,
    exp: now + 300,
    world_iat: tokens.worldSeconds(user),
  };
  const sign = (changes: Record<string, unknown>, header = {}, { privateKey } = key) =>
    new SignJWT({ ...claims, ...changes })
      .setProtectedHeader({ alg: 'ES256', typ: 'at+jwt', kid: key.kid, ...header })
      .sign(privateKey);
  return { tokens, claims, sign, now };
}

describe('an access token', () => {
  test('is good as this server issues it', async () => {
    const { tokens, sign } = await setUp();

    expect(await tokens.live(await sign({}), MCP_RESOURCE)).toMatchObject({
      grant: { id: 'grant' },
      user: { email: 'marketer@lumenplay.example' },
    });
  });

  test.each<[string, Record<string, unknown>, object?]>([
    ['another type', {}, { typ: 'JWT' }],
    ['no type', {}, { typ: undefined }],
    ['another issuer', { iss: 'https://evil.example' }],
    ['its issuer with a slash', { iss: `${ISSUER}/` }],
    ['another audience', { aud: `${ISSUER}/api` }],
    ['its audience with a slash', { aud: `${MCP_RESOURCE}/` }],
    ['its audience in a list', { aud: [MCP_RESOURCE] }],
    ['two audiences', { aud: [MCP_RESOURCE, `${ISSUER}/api`] }],
    ['no audience', { aud: undefined }],
    ['another user', { sub: 'u-1001' }],
    ["the user's email", { sub: 'marketer@lumenplay.example' }],
    ['no client', { client_id: undefined }],
    ['no grant', { gid: undefined }],
    ['an unknown grant', { gid: 'grant' }],
    ['no scope', { scope: undefined }],
    ['no expiry', { exp: undefined }],
    ['an expiry in the past', { iat: 1, exp: 301 }],
    ['no time of the world', { world_iat: undefined }],
    ['a time before which it does not hold', { nbf: 33_000_000_000 }],
  ])('is nothing with %s', async (_name, changes, header) => {
    const { tokens, sign } = await setUp();

    const token = await sign(changes, header);

    expect(await tokens.live(token, MCP_RESOURCE)).toBeNull();
  });

  test('is nothing under the key of another, or under none', async () => {
    const { tokens, sign, claims } = await setUp();

    const foreign = await sign({}, {}, await signingKeyOf(await newSigningKey()));

    expect(await tokens.live(foreign, MCP_RESOURCE)).toBeNull();
    expect(await tokens.live(new UnsecuredJWT(claims).encode(), MCP_RESOURCE)).toBeNull();
  });
});
