import { decodeJwt, decodeProtectedHeader } from 'jose';
import { describe, expect, test } from 'vitest';
import { authorizationRequest, discover, register } from './testing/sign-in.ts';
import { API_RESOURCE, ISSUER, MCP_RESOURCE, TestServer } from './testing/test-server.ts';

const BOTH_SCOPES = 'optimove:read optimove:drafts.write';

describe('the authorization server', () => {
  test('takes a new client through registration, sign-in and consent to tokens for the connector only', async () => {
    const server = await TestServer.start();

    const tokens = await server.tokens('marketer@lumenplay.example', { scope: BOTH_SCOPES });

    expect(decodeProtectedHeader(tokens.access_token)).toMatchObject({ alg: 'ES256', typ: 'at+jwt' });
    const claims = decodeJwt(tokens.access_token);
    expect(claims).toMatchObject({ iss: ISSUER, aud: MCP_RESOURCE, scope: BOTH_SCOPES });
    expect(claims).toMatchObject({
      client_id: tokens.client_id,
      sub: expect.any(String),
      gid: expect.any(String),
    });
    expect((claims.exp ?? 0) - (claims.iat ?? 0)).toBe(300);
    expect(tokens.refresh_token).not.toBe('');
    expect(await server.server.principal(tokens.access_token)).toBeNull();
  });

  test('tells the connector who a token speaks for and in which tenants', async () => {
    const server = await TestServer.start();
    const tokens = await server.tokens('agency@agency.example');

    const answer = await server.introspect(tokens.access_token);

    expect(answer).toMatchObject({
      active: true,
      client_id: tokens.client_id,
      scope: 'optimove:read',
      aud: MCP_RESOURCE,
      user_id: server.world.users.find('agency@agency.example')?.id,
      tenants: [
        { id: 'lumenplay', name: 'Lumenplay', region: 'eu', time_zone: 'Europe/Malta' },
        { id: 'northaisle', name: 'Northaisle', region: 'us', time_zone: 'America/Chicago' },
      ],
    });
  });

  test('exchanges a token for one of the tenant API, which knows its speaker by it', async () => {
    const server = await TestServer.start();
    const tokens = await server.tokens('marketer@lumenplay.example', { scope: BOTH_SCOPES });

    const { status, body } = await server.exchange(tokens.access_token, { scope: 'api:read' });

    expect(status).toBe(200);
    expect(body).toMatchObject({ token_type: 'Bearer', expires_in: 60, scope: 'api:read' });
    const token = String(body['access_token']);
    expect(decodeJwt(token)).toMatchObject({
      aud: API_RESOURCE,
      act: { sub: 'optimove-mcp-connector', client_id: tokens.client_id },
    });
    const principal = await server.server.principal(token);
    expect(principal).toMatchObject({ client_id: tokens.client_id, scopes: new Set(['api:read']) });
    expect(principal?.user.email).toBe('marketer@lumenplay.example');
  });

  test('works alike where its public address is https', async () => {
    const issuer = 'https://login.example';
    const server = await TestServer.start({ issuer });

    const tokens = await server.tokens('marketer@lumenplay.example', { issuer });

    expect(decodeJwt(tokens.access_token)).toMatchObject({ iss: issuer, aud: MCP_RESOURCE });
  });

  test('answers with the time of the world', async () => {
    const server = await TestServer.start();
    server.world.clock.freeze(true);
    server.world.clock.set(new Date('2031-02-03T04:05:06Z'));

    const answer = await server.fetch(`${ISSUER}/.well-known/oauth-authorization-server`);

    expect(answer.headers.get('date')).toBe('Mon, 03 Feb 2031 04:05:06 GMT');
  });

  test('sets cookies that a browser keeps, which counts from the date of the answer, wherever the clock stands', async () => {
    const server = await TestServer.start();
    server.world.clock.advance(60 * 60 * 1000);
    const metadata = await discover(ISSUER, server.fetch);
    const { client_id: clientId } = await register(metadata, server.fetch);
    const { url } = await authorizationRequest(metadata, { clientId, more: { resource: MCP_RESOURCE } });

    const { headers } = await server.fetch(url, { redirect: 'manual' });

    const ends = headers.getSetCookie().flatMap((cookie) => /expires=([^;]+)/i.exec(cookie)?.[1] ?? []);
    expect(ends.length).toBeGreaterThan(0);
    const counted = Date.parse(headers.get('date') ?? new Date().toUTCString());
    for (const end of ends) expect(Date.parse(end)).toBeGreaterThan(counted);
  });
});

describe('a fault of the authorization server', () => {
  test('is told to whoever looks after bugs, and shown without its cause', async () => {
    const bugs: unknown[] = [];
    const server = await TestServer.start({ onBug: (bug) => void bugs.push(bug) });
    const browser = server.browser();
    await server.tokens('marketer@lumenplay.example', { browser });
    const fault = new Error('secret cause');
    Object.assign(server.world.users, {
      find() {
        throw fault;
      },
    });

    const pages = [await browser.get('/profile'), await browser.get('/profile/connections')];

    for (const { status, text } of pages) {
      expect(status).toBe(500);
      expect(text).toContain('Something went wrong in the simulator');
      expect(text).not.toContain('secret cause');
    }
    expect(bugs).toEqual([fault, fault]);
  });
});
