import { decodeJwt } from 'jose';
import { describe, expect, test } from 'vitest';
import { DEMO_PASSWORD } from '#fixtures/users.ts';
import { authorizationRequest, discover, reachConsent, register, REDIRECT_URI } from './testing/sign-in.ts';
import { API_RESOURCE, ISSUER, MCP_RESOURCE, TestServer } from './testing/test-server.ts';

/** A code that waits to be redeemed, and the form that would do it. */
async function obtainCode(server: TestServer): Promise<Record<string, string>> {
  const metadata = await discover(ISSUER, server.fetch);
  const { client_id } = await register(metadata, server.fetch);
  const { url, verifier } = await authorizationRequest(metadata, { clientId: client_id });
  const person = { email: 'marketer@lumenplay.example', password: DEMO_PASSWORD };
  const browser = server.browser();
  const { leftTo } = await browser.submit(await reachConsent(browser, url, person), {}, 'Approve');
  return {
    grant_type: 'authorization_code',
    code: leftTo?.searchParams.get('code') ?? '',
    redirect_uri: REDIRECT_URI,
    client_id,
    code_verifier: verifier,
  };
}

const redeem = (server: TestServer, form: Record<string, string>) => server.post('/oauth/token', form);

describe('redeeming a code', () => {
  test('gives bearer tokens that no cache keeps and no address holds', async () => {
    const server = await TestServer.start();
    const form = await obtainCode(server);

    const answer = await server.fetch(`${ISSUER}/oauth/token`, {
      method: 'POST',
      body: new URLSearchParams(form),
    });

    expect(answer.status).toBe(200);
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(answer.headers.get('content-type')).toMatch(/^application\/json/);
    const body: Record<string, unknown> = JSON.parse(await answer.text());
    expect(body).toMatchObject({ token_type: 'Bearer', expires_in: 300, scope: 'optimove:read' });
    expect(body['refresh_token']).toEqual(expect.any(String));
    expect(body).not.toHaveProperty('id_token');
    expect(decodeJwt(String(body['access_token'])).aud).toBe(MCP_RESOURCE);
  });

  test.each([
    ['another verifier', { code_verifier: 'x'.repeat(43) }],
    ['another redirect URI', { redirect_uri: REDIRECT_URI.replace('33418', '33419') }],
    ['another code', { code: 'x'.repeat(43) }],
  ])('fails with %s, and works afterwards as it should', async (_name, change) => {
    const server = await TestServer.start();
    const form = await obtainCode(server);

    expect(await redeem(server, { ...form, ...change })).toMatchObject({
      status: 400,
      body: { error: 'invalid_grant' },
    });
    expect((await redeem(server, form)).status).toBe(200);
  });

  test('fails without a verifier', async () => {
    const server = await TestServer.start();
    const { code_verifier: _, ...form } = await obtainCode(server);

    expect(await redeem(server, form)).toMatchObject({ status: 400, body: { error: 'invalid_grant' } });
  });

  test('fails for a client that it was not given to', async () => {
    const server = await TestServer.start();
    const form = await obtainCode(server);
    const { client_id } = await register(await discover(ISSUER, server.fetch), server.fetch);

    expect((await redeem(server, { ...form, client_id })).body).toMatchObject({ error: 'invalid_grant' });
    expect((await redeem(server, form)).status).toBe(200);
  });

  test.each(['https://evil.example/mcp', API_RESOURCE])(
    'does not spend the code on the resource %s',
    async (resource) => {
      const server = await TestServer.start();
      const form = await obtainCode(server);

      expect((await redeem(server, { ...form, resource })).body).toMatchObject({ error: 'invalid_target' });
      expect((await redeem(server, { ...form, resource: `${MCP_RESOURCE}/` })).status).toBe(200);
    },
  );

  test('ends everything that came of a code when it is used again', async () => {
    const server = await TestServer.start();
    const form = await obtainCode(server);
    const { body } = await redeem(server, form);
    const accessToken = String(body['access_token']);
    expect(await server.introspect(accessToken)).toMatchObject({ active: true });

    expect((await redeem(server, form)).body).toMatchObject({ error: 'invalid_grant' });

    expect(await server.introspect(accessToken)).toEqual({ active: false });
    const refreshed = await server.post('/oauth/token', {
      grant_type: 'refresh_token',
      refresh_token: String(body['refresh_token']),
      client_id: form['client_id'] ?? '',
    });
    expect(refreshed.body).toMatchObject({ error: 'invalid_grant' });
  });

  test('succeeds at the most once for six at the same time', async () => {
    const server = await TestServer.start();
    const form = await obtainCode(server);

    const answers = await Promise.all(Array.from({ length: 6 }, () => redeem(server, form)));

    expect(answers.filter(({ status }) => status === 200).length).toBeLessThanOrEqual(1);
    for (const { body } of answers.filter(({ status }) => status === 200)) {
      expect(await server.introspect(String(body['access_token']))).toEqual({ active: false });
    }
  });

  test('fails after a minute', async () => {
    const server = await TestServer.start();
    const form = await obtainCode(server);

    server.world.clock.advance(61_000);

    expect((await redeem(server, form)).body).toMatchObject({ error: 'invalid_grant' });
  });

  test('fails when the account was disabled meanwhile', async () => {
    const server = await TestServer.start();
    const form = await obtainCode(server);

    server.world.users.change('marketer@lumenplay.example', { disabled: true });

    expect((await redeem(server, form)).body).toMatchObject({ error: 'invalid_grant' });
  });
});

describe('the token endpoint', () => {
  test.each([
    ['password', 'unsupported_grant_type'],
    ['client_credentials', 'unsupported_grant_type'],
    ['implicit', 'unsupported_grant_type'],
    ['urn:example:unknown', 'unsupported_grant_type'],
  ])('refuses the grant type %s', async (grant_type, error) => {
    const server = await TestServer.start();
    const { client_id } = await register(await discover(ISSUER, server.fetch), server.fetch);

    const form = { grant_type, client_id, username: 'admin@lumenplay.example', password: DEMO_PASSWORD };

    expect(await redeem(server, form)).toMatchObject({ status: 400, body: { error } });
  });

  test('takes parameters once, from a form in the body only', async () => {
    const server = await TestServer.start();
    const form = new URLSearchParams(await obtainCode(server));
    const url = `${ISSUER}/oauth/token`;
    const twice = new URLSearchParams(form);
    twice.append('code', form.get('code') ?? '');
    const json = { 'content-type': 'application/json' };

    const answers = await Promise.all([
      server.fetch(`${url}?${form.toString()}`, { method: 'POST' }),
      server.fetch(`${url}?${form.toString()}`),
      server.fetch(url, { method: 'POST', headers: json, body: JSON.stringify(Object.fromEntries(form)) }),
      server.fetch(url, { method: 'POST', body: twice }),
      server.fetch(url, { method: 'POST', body: new URLSearchParams({ pad: 'x'.repeat(70_000) }) }),
    ]);

    for (const { status } of answers) expect([400, 401, 404, 413]).toContain(status);
    expect((await server.fetch(url, { method: 'POST', body: form })).status).toBe(200);
  });
});
