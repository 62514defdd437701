import { describe, expect, test } from 'vitest';
import { ISSUER, TestServer } from './testing/test-server.ts';
import type { Tokens } from './testing/sign-in.ts';

const EMAIL = 'marketer@lumenplay.example';

const revoke = (server: TestServer, { client_id }: Tokens, token: string) =>
  server.post('/oauth/revoke', { token, client_id });
const isActive = async (server: TestServer, { access_token }: Tokens) =>
  (await server.introspect(access_token))['active'];

describe('revocation', () => {
  test.each(['access_token', 'refresh_token'] as const)('of the %s ends the whole grant', async (kind) => {
    const server = await TestServer.start();
    const tokens = await server.tokens(EMAIL);
    expect(await isActive(server, tokens)).toBe(true);

    expect((await revoke(server, tokens, tokens[kind])).status).toBe(200);

    expect(await isActive(server, tokens)).toBe(false);
    expect((await server.refresh(tokens)).body).toMatchObject({ error: 'invalid_grant' });
    expect((await revoke(server, tokens, tokens[kind])).status).toBe(200);
  });

  test.each(['access_token', 'refresh_token'] as const)(
    'by another client leaves the %s alone',
    async (kind) => {
      const server = await TestServer.start();
      const [mine, other] = [await server.tokens(EMAIL), await server.tokens('admin@lumenplay.example')];

      await revoke(server, other, mine[kind]);

      expect(await isActive(server, mine)).toBe(true);
      expect((await server.refresh(mine)).status).toBe(200);
    },
  );

  test('of what is no token is no error, but of a stranger it is', async () => {
    const server = await TestServer.start();
    const tokens = await server.tokens(EMAIL);

    expect((await revoke(server, tokens, 'garbage')).status).toBe(200);
    expect((await revoke(server, tokens, 'three.part.garbage')).status).toBe(200);
    for (const token of ['garbage', tokens.access_token]) {
      expect(await revoke(server, { ...tokens, client_id: 'unknown' }, token)).toMatchObject({
        status: 401,
        body: { error: 'invalid_client' },
      });
    }
    expect((await server.post('/oauth/revoke', { token: tokens.access_token })).status).toBe(400);
    expect(await isActive(server, tokens)).toBe(true);
  });

  test('takes the token once only', async () => {
    const server = await TestServer.start();
    const tokens = await server.tokens(EMAIL);
    const form = new URLSearchParams({ client_id: tokens.client_id, token: tokens.access_token });
    form.append('token', tokens.access_token);

    const answer = await server.fetch(`${ISSUER}/oauth/revoke`, { method: 'POST', body: form });

    expect(answer.status).toBe(400);
    expect(await isActive(server, tokens)).toBe(true);
  });

  test('comes with the deletion of a client', async () => {
    const server = await TestServer.start();
    const answer = await server.fetch(`${ISSUER}/oauth/register`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ redirect_uris: ['http://127.0.0.1:33418/callback'] }),
    });
    const registered: Record<string, string> = JSON.parse(await answer.text());
    const tokens = await server.tokens(EMAIL, { clientId: registered['client_id'] ?? '' });

    await server.fetch(registered['registration_client_uri'] ?? '', {
      method: 'DELETE',
      headers: { authorization: `Bearer ${registered['registration_access_token']}` },
    });

    expect(await isActive(server, tokens)).toBe(false);
    expect(await server.refresh(tokens)).toMatchObject({ status: 401, body: { error: 'invalid_client' } });
  });
});
