import { describe, expect, test } from 'vitest';
import { authorizationRequest, discover, register, REDIRECT_URI } from './testing/sign-in.ts';
import { API_RESOURCE, ISSUER, MCP_RESOURCE, TestServer } from './testing/test-server.ts';

interface Changes {
  set?: Record<string, string>;
  remove?: string[];
  append?: Record<string, string>;
}

/** Sends an authorization request that is right but for `changes`. */
async function authorize({ set = {}, remove = [], append = {} }: Changes) {
  const server = await TestServer.start();
  const metadata = await discover(ISSUER, server.fetch);
  const client = await register(metadata, server.fetch);
  const { url, state } = await authorizationRequest(metadata, { clientId: client.client_id });
  for (const name of remove) url.searchParams.delete(name);
  for (const [name, value] of Object.entries(set)) url.searchParams.set(name, value);
  for (const [name, value] of Object.entries(append)) url.searchParams.append(name, value);
  const page = await server.browser().get(url);
  return { url, page, state, client, server, first: page.hops[0] };
}

const isSignIn = (text: string) => text.startsWith('Sign in to Optimove');

describe('an authorization request', () => {
  test('leads to the sign-in page when nothing is wrong with it', async () => {
    const { page, first } = await authorize({});

    expect(first?.status).toBe(303);
    expect(isSignIn(page.text)).toBe(true);
  });

  test('is understood alike in a HEAD', async () => {
    const { url, server } = await authorize({});
    const head = await server.fetch(url, { method: 'HEAD', redirect: 'manual' });

    expect(head.headers.get('location')).toMatch(/^\/oauth\/interaction\//);
  });

  test.each([
    ['no challenge', { remove: ['code_challenge', 'code_challenge_method'] }, 'invalid_request'],
    ['no challenge method', { remove: ['code_challenge_method'] }, 'invalid_request'],
    ['a plain challenge', { set: { code_challenge_method: 'plain' } }, 'invalid_request'],
    ['a short challenge', { set: { code_challenge: 'short' } }, 'invalid_request'],
    ['a challenge of wrong characters', { set: { code_challenge: '!'.repeat(43) } }, 'invalid_request'],
    ['a token asked for', { set: { response_type: 'token' } }, 'invalid_request'],
    ['an ID token beside the code', { set: { response_type: 'code id_token' } }, 'invalid_request'],
    ['the answer in the fragment', { set: { response_mode: 'fragment' } }, 'invalid_request'],
    ['a request object', { set: { request: 'eyJhbGciOiJub25lIn0.e30.' } }, 'request_not_supported'],
    ['a request by address', { set: { request_uri: 'https://evil.example/r' } }, 'request_uri_not_supported'],
    ['an unknown scope only', { set: { scope: 'everything' } }, 'invalid_scope'],
    ['an unknown resource', { set: { resource: 'https://evil.example/mcp' } }, 'invalid_target'],
    ['the tenant API as resource', { set: { resource: API_RESOURCE } }, 'invalid_target'],
    ['a resource with a fragment', { set: { resource: `${MCP_RESOURCE}#x` } }, 'invalid_target'],
    ['a relative resource', { set: { resource: '/mcp' } }, 'invalid_target'],
    [
      'two resources',
      { set: { resource: MCP_RESOURCE }, append: { resource: API_RESOURCE } },
      'invalid_target',
    ],
    ['a repeated parameter', { append: { response_type: 'code' } }, 'invalid_request'],
    ['no sign-in allowed', { set: { prompt: 'none' } }, 'login_required'],
  ] satisfies [string, Changes, string][])(
    'with %s goes back to the client as an error',
    async (_n, changes, error) => {
      const { page, state, server } = await authorize(changes);

      const answer = page.leftTo ?? new URL(page.hops[0]?.headers.get('location') ?? 'about:blank');
      const params = new URLSearchParams(answer.search || answer.hash.slice(1));
      expect(answer.origin + answer.pathname).toBe(REDIRECT_URI);
      expect(params.get('error')).toBe(error);
      expect(params.get('state')).toBe(state);
      expect(params.get('iss')).toBe(ISSUER);
      expect(params.has('code')).toBe(false);
      expect(server.fetched).toEqual([]);
    },
  );

  test.each([
    ['an unknown client', { set: { client_id: 'mcp-unknown' } }],
    ['the connector as client', { set: { client_id: 'optimove-mcp-connector' } }],
    ['no client', { remove: ['client_id'] }],
    ['no redirect URI', { remove: ['redirect_uri'] }],
    ['a repeated redirect URI', { append: { redirect_uri: REDIRECT_URI } }],
    ...[
      'https://claude.ai/api/mcp/auth_callback',
      'https://evil.example/callback',
      `${REDIRECT_URI}/`,
      `${REDIRECT_URI}?x=1`,
      `${REDIRECT_URI}#x`,
      ` ${REDIRECT_URI}`,
      `${REDIRECT_URI}\r\nLocation: https://evil.example`,
      REDIRECT_URI.replace('127.0.0.1', 'localhost'),
      REDIRECT_URI.replace('127.0.0.1', '[::1]'),
      REDIRECT_URI.replace('127.0.0.1', '127.1'),
      REDIRECT_URI.replace('http:', 'https:'),
      REDIRECT_URI.replace('//', '//user@'),
      REDIRECT_URI.replace('callback', 'CALLBACK'),
      REDIRECT_URI.replace('callback', 'x/../callback'),
      REDIRECT_URI.replace(':33418', ':1@evil.example'),
      'javascript:alert(1)',
      '//evil.example/callback',
    ].map((uri): [string, Changes] => [
      `the redirect URI ${JSON.stringify(uri)}`,
      { set: { redirect_uri: uri } },
    ]),
  ] satisfies [string, Changes][])(
    'with %s is answered with a page and no redirect',
    async (_name, changes) => {
      const { page, first } = await authorize(changes);

      expect(first?.status).toBe(400);
      expect(first?.headers.get('location')).toBeNull();
      expect(page.text).toMatch(/For the developers of the application/);
      expect(first?.headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
    },
  );

  test('may return to another port of this computer', async () => {
    const { page } = await authorize({ set: { redirect_uri: REDIRECT_URI.replace('33418', '50001') } });

    expect(isSignIn(page.text)).toBe(true);
  });

  test.each([
    ['no scope', { remove: ['scope'] }],
    ['scopes of OpenID Connect', { set: { scope: 'openid offline_access optimove:read' } }],
    ['only scopes without a meaning', { set: { scope: 'offline_access' } }],
    ['consent asked for', { set: { prompt: 'consent' } }],
    ['the resource in another spelling', { set: { resource: 'HTTP://LOCALHOST:4310/mcp/' } }],
  ] satisfies [string, Changes][])('with %s is accepted', async (_name, changes) => {
    const { page } = await authorize(changes);

    expect(isSignIn(page.text)).toBe(true);
  });

  test.each(['plain', 'a b+c%20d', '"quotes" & <angles>', 'ünïcode 漢字', 'x'.repeat(2_000)])(
    'gives the state %j back unchanged',
    async (state) => {
      const { page } = await authorize({ set: { state, prompt: 'none' } });

      expect(page.leftTo?.searchParams.get('state')).toBe(state);
    },
  );

  test('gives no state back when none was sent', async () => {
    const { page } = await authorize({ remove: ['state'], set: { prompt: 'none' } });

    expect(page.leftTo?.searchParams.has('state')).toBe(false);
  });
});
