import {
  None,
  processRefreshTokenResponse,
  processRevocationResponse,
  refreshTokenGrantRequest,
  ResponseBodyError,
  revocationRequest,
  type AuthorizationServer,
} from 'oauth4webapi';
import { describe, expect, test } from 'vitest';
import { clientOptions, discover, type Tokens } from './testing/sign-in.ts';
import { ISSUER, TestServer } from './testing/test-server.ts';

const EMAIL = 'marketer@lumenplay.example';

async function connected() {
  const server = await TestServer.start();
  return { server, metadata: await discover(ISSUER, server.fetch), tokens: await server.tokens(EMAIL) };
}

/** A refresh as `oauth4webapi` does it, which holds every answer against the standards. */
async function refresh(server: TestServer, metadata: AuthorizationServer, tokens: Tokens): Promise<Tokens> {
  const client = { client_id: tokens.client_id };
  const options = clientOptions(server.fetch);
  const answer = await refreshTokenGrantRequest(metadata, client, None(), tokens.refresh_token, options);
  const { access_token, refresh_token } = await processRefreshTokenResponse(metadata, client, answer);
  return { ...tokens, access_token, refresh_token: refresh_token ?? '' };
}

describe('an OAuth client that was written elsewhere', () => {
  test('refreshes, with another refresh token each time', async () => {
    const { server, metadata, tokens } = await connected();

    const second = await refresh(server, metadata, tokens);
    const third = await refresh(server, metadata, second);

    expect(new Set([tokens, second, third].map(({ refresh_token }) => refresh_token)).size).toBe(3);
    expect(await server.introspect(third.access_token)).toMatchObject({ active: true });
  });

  test('is told by invalid_grant that a refresh token was used before', async () => {
    const { server, metadata, tokens } = await connected();
    const second = await refresh(server, metadata, tokens);

    for (const used of [tokens, second]) {
      const failed: unknown = await refresh(server, metadata, used).catch((error: unknown) => error);
      expect(failed).toBeInstanceOf(ResponseBodyError);
      expect(failed).toMatchObject({ error: 'invalid_grant', status: 400 });
    }
  });

  test.each(['access_token', 'refresh_token'] as const)('revokes its %s', async (kind) => {
    const { server, metadata, tokens } = await connected();
    const client = { client_id: tokens.client_id };

    const answer = await revocationRequest(
      metadata,
      client,
      None(),
      tokens[kind],
      clientOptions(server.fetch),
    );

    await expect(processRevocationResponse(answer)).resolves.toBeUndefined();
    expect(await server.introspect(tokens.access_token)).toEqual({ active: false });
  });
});
