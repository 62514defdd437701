import { describe, expect, test } from 'vitest';
import { ISSUER, TestServer, type Body } from './testing/test-server.ts';

const LOOPBACK = 'http://127.0.0.1:33418/callback';

async function send(
  server: TestServer,
  method: string,
  url: string,
  body?: unknown,
  token?: string,
): Promise<{ status: number; body: Body }> {
  const answer = await server.fetch(url, {
    method,
    headers: { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  const text = await answer.text();
  return { status: answer.status, body: text === '' ? {} : JSON.parse(text) };
}

const register = (server: TestServer, metadata: unknown) =>
  send(server, 'POST', `${ISSUER}/oauth/register`, metadata);

/** What real hosts send: MCP SDK, Inspector, VS Code, Cursor, and hosts that want a secret. */
const HOSTS: [string, Record<string, unknown>, string[]][] = [
  [
    'MCP SDK',
    {
      client_name: 'SDK client',
      redirect_uris: ['http://localhost:3000/callback'],
      grant_types: ['authorization_code', 'refresh_token'],
      response_types: ['code'],
      token_endpoint_auth_method: 'none',
      scope: 'optimove:read optimove:drafts.write',
      application_type: 'native',
    },
    ['http://localhost:3000/callback'],
  ],
  [
    'MCP Inspector',
    {
      client_name: 'MCP Inspector',
      client_uri: 'https://github.com/modelcontextprotocol/inspector',
      redirect_uris: ['http://127.0.0.1:6276/oauth/callback', 'http://localhost:6274/oauth/callback'],
      grant_types: ['authorization_code', 'refresh_token'],
      response_types: ['code'],
      scope: 'optimove:read',
    },
    ['http://127.0.0.1:6276/oauth/callback', 'http://localhost:6274/oauth/callback'],
  ],
  [
    'VS Code',
    {
      client_name: 'Visual Studio Code',
      grant_types: ['authorization_code', 'refresh_token', 'urn:ietf:params:oauth:grant-type:device_code'],
      response_types: ['code'],
      redirect_uris: [
        'https://insiders.vscode.dev/redirect',
        'https://vscode.dev/redirect',
        'http://127.0.0.1/',
        'http://127.0.0.1:33418/',
      ],
      token_endpoint_auth_method: 'none',
      application_type: 'native',
    },
    ['http://127.0.0.1/', 'http://127.0.0.1:33418/'],
  ],
  [
    'Cursor',
    {
      client_name: 'Cursor',
      redirect_uris: [
        'cursor://anysphere.cursor-mcp/oauth/callback',
        'https://www.cursor.com/agents/mcp/oauth/callback',
        'http://localhost:8787/callback',
      ],
    },
    ['http://localhost:8787/callback'],
  ],
  [
    'a host that asks for a secret',
    { redirect_uris: [LOOPBACK], token_endpoint_auth_method: 'client_secret_post' },
    [LOOPBACK],
  ],
  [
    'Claude',
    { client_name: 'Claude', redirect_uris: ['https://claude.ai/api/mcp/auth_callback'] },
    ['https://claude.ai/api/mcp/auth_callback'],
  ],
];

describe('dynamic client registration', () => {
  test.each(HOSTS)('registers %s as a public client', async (_name, metadata, redirectUris) => {
    const server = await TestServer.start();

    const { status, body } = await register(server, metadata);

    expect(status).toBe(201);
    expect(body).toMatchObject({
      redirect_uris: redirectUris,
      token_endpoint_auth_method: 'none',
      grant_types: ['authorization_code', 'refresh_token'],
      response_types: ['code'],
    });
    expect(Object.values(body)).not.toContain(null);
    expect(body).not.toHaveProperty('client_secret');
    expect(body['client_id']).toEqual(expect.any(String));
  });

  test.each([
    ['only foreign addresses', { redirect_uris: ['https://evil.example/callback'] }],
    ['a script', { redirect_uris: ['javascript:alert(1)'] }],
    ['a script beside a good address', { redirect_uris: [LOOPBACK, 'javascript:alert(1)'] }],
    ['a backslash beside a good address', { redirect_uris: [LOOPBACK, 'https://claude.ai\\@evil.example/'] }],
    ['user information', { redirect_uris: ['http://127.0.0.1:1@evil.example/'] }],
    ['a fragment', { redirect_uris: [`${LOOPBACK}#x`] }],
    ['none', { redirect_uris: [] }],
    ['no list', { redirect_uris: LOOPBACK }],
    ['nothing', {}],
    [
      'eleven addresses',
      { redirect_uris: Array.from({ length: 11 }, (_, port) => `http://localhost:${port + 1}/`) },
    ],
  ])('refuses %s as redirect URIs, and says what is wrong with them', async (_name, metadata) => {
    const server = await TestServer.start();

    expect(await register(server, metadata)).toMatchObject({
      status: 400,
      body: { error: 'invalid_redirect_uri', error_description: expect.not.stringContaining('registered') },
    });
    expect((await register(server, { redirect_uris: [LOOPBACK] })).status).toBe(201);
  });

  test.each([
    ['the implicit grant', { grant_types: ['implicit'] }],
    ['the password grant', { grant_types: ['password'] }],
    ['tokens in the front channel', { response_types: ['token'] }],
  ])('refuses %s', async (_name, metadata) => {
    const server = await TestServer.start();

    const answer = await register(server, { redirect_uris: [LOOPBACK], ...metadata });

    expect(answer).toMatchObject({ status: 400, body: { error: 'invalid_client_metadata' } });
  });

  test('keeps nothing that it could be made to fetch or show, and fetches nothing', async () => {
    const server = await TestServer.start();
    const trap = 'http://169.254.169.254/latest/meta-data';

    const { status, body } = await register(server, {
      redirect_uris: [LOOPBACK],
      logo_uri: trap,
      jwks_uri: trap,
      client_uri: trap,
      policy_uri: trap,
      sector_identifier_uri: trap,
      initiate_login_uri: trap,
      client_id: 'mine',
      client_secret: 'mine',
      registration_access_token: 'mine',
    });

    expect(status).toBe(201);
    expect(JSON.stringify(body)).not.toContain(trap);
    expect(Object.values(body)).not.toContain('mine');
    expect(server.fetched).toEqual([]);
  });

  test('takes out of a name what cannot be seen, and shortens it', async () => {
    const server = await TestServer.start();
    const name = `Cla\u202Eude\u0000\u200B${'x'.repeat(10_000)}`;

    const { body } = await register(server, { redirect_uris: [LOOPBACK], client_name: name });

    expect(body['client_name']).toBe(`Claude${'x'.repeat(74)}`);
  });

  test('refuses a body that is too large or not JSON', async () => {
    const server = await TestServer.start();

    expect((await register(server, { redirect_uris: [LOOPBACK], pad: 'x'.repeat(70_000) })).status).toBe(413);
    const form = await server.fetch(`${ISSUER}/oauth/register`, {
      method: 'POST',
      body: new URLSearchParams(),
    });
    expect(form.status).toBe(400);
  });
});

describe('management of a registration', () => {
  test('reads, changes and deletes with the token of the registration, which changes with it', async () => {
    const server = await TestServer.start();
    const { body } = await register(server, { redirect_uris: [LOOPBACK] });
    const [url, token] = [String(body['registration_client_uri']), String(body['registration_access_token'])];
    const changed = { client_id: body['client_id'], client_name: 'New', redirect_uris: [LOOPBACK] };

    expect((await send(server, 'GET', url, undefined, token)).body).toMatchObject({
      redirect_uris: [LOOPBACK],
    });
    expect((await send(server, 'GET', url, undefined, 'other')).status).toBe(401);
    const put = await send(server, 'PUT', url, changed, token);
    expect(put).toMatchObject({ status: 200, body: { client_name: 'New' } });
    expect((await send(server, 'GET', url, undefined, token)).status).toBe(401);

    const fresh = String(put.body['registration_access_token']);
    const foreign = { ...changed, redirect_uris: ['https://evil.example/'] };
    expect((await send(server, 'PUT', url, foreign, fresh)).status).toBe(400);
    expect((await send(server, 'PUT', url, { ...changed, client_id: 'other' }, fresh)).status).toBe(400);
    expect((await send(server, 'DELETE', url, undefined, fresh)).status).toBe(204);
    expect((await send(server, 'GET', url, undefined, fresh)).status).toBe(401);
  });
});
