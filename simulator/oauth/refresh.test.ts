import { describe, expect, test } from 'vitest';
import { API_RESOURCE, MCP_RESOURCE, TestServer } from './testing/test-server.ts';
import type { Tokens } from './testing/sign-in.ts';

const EMAIL = 'marketer@lumenplay.example';
const BOTH_SCOPES = { scope: 'optimove:read optimove:drafts.write' };
const DAY = 24 * 60 * 60 * 1000;

async function next(server: TestServer, tokens: Tokens, more: Record<string, string> = {}): Promise<Tokens> {
  const { status, body } = await server.refresh(tokens, more);
  expect(status).toBe(200);
  return {
    ...tokens,
    access_token: String(body['access_token']),
    refresh_token: String(body['refresh_token']),
  };
}

describe('refreshing', () => {
  test('gives another refresh token each time', async () => {
    const server = await TestServer.start();
    const first = await server.tokens(EMAIL);

    const second = await next(server, first);
    const third = await next(server, second);

    expect(new Set([first, second, third].map(({ refresh_token }) => refresh_token)).size).toBe(3);
    expect(await server.introspect(third.access_token)).toMatchObject({ active: true });
  });

  test('with a token that was used before ends the whole grant', async () => {
    const server = await TestServer.start();
    const first = await server.tokens(EMAIL);
    const third = await next(server, await next(server, first));

    expect((await server.refresh(first)).body).toMatchObject({ error: 'invalid_grant' });

    expect((await server.refresh(third)).body).toMatchObject({ error: 'invalid_grant' });
    expect(await server.introspect(third.access_token)).toEqual({ active: false });
  });

  test('succeeds at the most once for six at the same time', async () => {
    const server = await TestServer.start();
    const tokens = await server.tokens(EMAIL);

    const answers = await Promise.all(Array.from({ length: 6 }, () => server.refresh(tokens)));

    expect(answers.filter(({ status }) => status === 200).length).toBeLessThanOrEqual(1);
    expect(await server.introspect(tokens.access_token)).toEqual({ active: false });
  });

  test.each([{ resource: 'https://evil.example/mcp' }, { resource: API_RESOURCE }, { resource: '' }])(
    'does not spend the token on %o',
    async (wrong) => {
      const server = await TestServer.start();
      const tokens = await server.tokens(EMAIL);

      expect((await server.refresh(tokens, wrong)).body).toMatchObject({ error: 'invalid_target' });

      await next(server, tokens, { resource: MCP_RESOURCE.toUpperCase().replace('/MCP', '/mcp/') });
    },
  );

  test('may ask for less, never for more', async () => {
    const server = await TestServer.start();
    const both = await server.tokens(EMAIL, BOTH_SCOPES);
    const read = await server.tokens(EMAIL, { scope: 'optimove:read' });

    const { body } = await server.refresh(both, { scope: 'optimove:read' });

    expect(body).toMatchObject({ scope: 'optimove:read' });
    expect((await server.refresh(read, BOTH_SCOPES)).body).toMatchObject({ error: 'invalid_scope' });
    expect((await server.refresh(read)).body).toMatchObject({ scope: 'optimove:read' });
  });

  test('is for the client that the token was given to', async () => {
    const server = await TestServer.start();
    const mine = await server.tokens(EMAIL);
    const { client_id } = await server.tokens(EMAIL);

    expect((await server.refresh({ ...mine, client_id })).body).toMatchObject({ error: 'invalid_grant' });
    await next(server, mine);
  });

  test('fails for a disabled account and works again once it is enabled', async () => {
    const server = await TestServer.start();
    const tokens = await server.tokens(EMAIL);

    server.world.users.change(EMAIL, { disabled: true });
    expect((await server.refresh(tokens)).body).toMatchObject({ error: 'invalid_grant' });

    server.world.users.change(EMAIL, { disabled: false });
    await next(server, tokens);
  });

  test('fails a day after the last refresh by the clock of the world', async () => {
    const server = await TestServer.start();
    const tokens = await server.tokens(EMAIL);

    server.world.clock.advance(DAY - 60_000);
    const later = await next(server, tokens);
    server.world.clock.advance(DAY + 60_000);

    expect((await server.refresh(later)).body).toMatchObject({ error: 'invalid_grant' });
  });

  test('fails thirty days after consent, however often it was done', async () => {
    const server = await TestServer.start();
    let tokens = await server.tokens(EMAIL);

    for (let day = 1; day < 30; day += 1) {
      server.world.clock.advance(DAY - 1_000);
      tokens = await next(server, tokens);
    }
    server.world.clock.advance(DAY - 1_000);
    await next(server, tokens).then((newest) => (tokens = newest));
    server.world.clock.advance(60_000);

    expect((await server.refresh(tokens)).body).toMatchObject({ error: 'invalid_grant' });
  });
});

describe('refreshing within the grace window', () => {
  test('answers six at the same time with one and the same pair of tokens', async () => {
    const server = await TestServer.start({ refreshGraceSeconds: 30 });
    const tokens = await server.tokens(EMAIL);

    const answers = await Promise.all(Array.from({ length: 6 }, () => server.refresh(tokens)));

    expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 6 }, () => 200));
    expect(new Set(answers.map(({ body }) => body['refresh_token'])).size).toBe(1);
    expect(new Set(answers.map(({ body }) => body['access_token'])).size).toBe(1);
    await next(server, { ...tokens, refresh_token: String(answers[5]?.body['refresh_token']) });
  });

  test('takes a token that is used again after it for stolen', async () => {
    const server = await TestServer.start({ refreshGraceSeconds: 30 });
    const tokens = await server.tokens(EMAIL);
    const newer = await next(server, tokens);

    server.world.clock.advance(29_000);
    expect((await next(server, tokens)).refresh_token).toBe(newer.refresh_token);
    server.world.clock.advance(2_000);

    expect((await server.refresh(tokens)).body).toMatchObject({ error: 'invalid_grant' });
    expect((await server.refresh(newer)).body).toMatchObject({ error: 'invalid_grant' });
  });

  test('does not outlast a revocation', async () => {
    const server = await TestServer.start({ refreshGraceSeconds: 30 });
    const tokens = await server.tokens(EMAIL);
    await next(server, tokens);

    server.server.revoke(EMAIL);

    expect((await server.refresh(tokens)).body).toMatchObject({ error: 'invalid_grant' });
  });

  test('does not hold for another client or other parameters', async () => {
    const server = await TestServer.start({ refreshGraceSeconds: 30 });
    const [tokens, other] = [await server.tokens(EMAIL), await server.tokens(EMAIL)];
    await next(server, tokens);

    const foreign = await server.refresh({ ...tokens, client_id: other.client_id });

    expect(foreign.body).toMatchObject({ error: 'invalid_grant' });
  });
});
