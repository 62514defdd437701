import { describe, expect, test } from 'vitest';
import { startConnector } from '../testing/connector.ts';
import { RESOURCE } from '../testing/fake-upstream.ts';

const METADATA = 'resource_metadata="http://localhost:4310/.well-known/oauth-protected-resource/mcp"';

describe('credentials of a request', () => {
  test('without any, the challenge says where to get some and carries no error', async () => {
    const { connector, upstream } = await startConnector();

    const response = await connector.fetch(new Request(RESOURCE, { method: 'POST' }));

    expect(response.status).toBe(401);
    expect(response.headers.get('www-authenticate')).toBe(
      `Bearer scope="optimove:read optimove:drafts.write", ${METADATA}`,
    );
    expect(upstream.requests).toEqual([]);
  });

  test.each([['Bearer'], ['bearer'], ['BEARER '], ['bEaReR  ']])(
    'accepts the scheme spelled %j',
    async (scheme) => {
      const { post, upstream } = await startConnector();
      const authorization = `${scheme} ${await upstream.token()}`;

      expect((await post('tools/list', {}, { headers: { authorization } })).status).toBe(200);
    },
  );

  test.each<[string, (token: string) => string]>([
    ['another scheme', (token) => `Basic ${token}`],
    ['the scheme Token', (token) => `Token ${token}`],
    ['DPoP', (token) => `DPoP ${token}`],
    ['two tokens', (token) => `Bearer ${token} ${token}`],
    ['two headers', (token) => `Bearer ${token}, Bearer ${token}`],
    ['a tab', (token) => `Bearer\t${token}`],
    ['no token', () => 'Bearer'],
    ['quotes', (token) => `Bearer "${token}"`],
    ['a parameter', (token) => `Bearer token=${token}`],
  ])('refuses %s', async (_, header) => {
    const { post, upstream } = await startConnector();
    const authorization = header(await upstream.token());

    const response = await post('tools/list', {}, { headers: { authorization } });

    expect(response.status).toBe(401);
    expect(upstream.at('/oauth/introspect')).toEqual([]);
  });

  test.each(['Basic bearer', 'Token not-a-bearer', 'Bearerish x'])(
    'takes %j for no attempt to give a token',
    async (authorization) => {
      const { post } = await startConnector();

      const response = await post('tools/list', {}, { headers: { authorization } });

      expect(response.status).toBe(401);
      expect(response.headers.get('www-authenticate')).not.toContain('error=');
    },
  );

  test('says in the body too what is wrong, in words of its own', async () => {
    const { post } = await startConnector();

    const response = await post('tools/list', {}, { headers: { authorization: 'Bearer bad-token' } });

    expect(response.headers.get('content-type')).toBe('application/json');
    expect(await response.json()).toEqual({
      error: 'invalid_token',
      error_description: 'The access token is malformed, expired, revoked, or not for this server.',
    });
  });

  test('refuses a token in the query, alone or beside a good header', async () => {
    const { connector, upstream } = await startConnector();
    const token = await upstream.token();
    const url = `${RESOURCE}?access_token=${token}`;
    const beside = { authorization: `Bearer ${token}` };

    for (const headers of [{}, beside]) {
      const response = await connector.fetch(new Request(url, { method: 'POST', headers }));

      expect(response.status).toBe(400);
      expect(response.headers.get('www-authenticate')).toContain('error="invalid_request"');
      expect(await response.text()).not.toContain(token);
    }
    expect(upstream.requests).toEqual([]);
  });

  test('takes no token from a form or a cookie', async () => {
    const { connector, upstream } = await startConnector();
    const token = await upstream.token();
    const form = new Request(RESOURCE, {
      method: 'POST',
      body: new URLSearchParams({ access_token: token }),
    });
    const cookie = new Request(RESOURCE, { method: 'POST', headers: { cookie: `access_token=${token}` } });

    expect((await connector.fetch(form)).status).toBe(401);
    expect((await connector.fetch(cookie)).status).toBe(401);
  });

  test('answers for a caller are never stored on the way', async () => {
    const { post, upstream } = await startConnector();
    upstream.introspection['scope'] = 'optimove:read';
    const narrow = await upstream.token({ claims: { scope: 'optimove:drafts.write' } });

    const responses = [
      await post('tools/list'),
      await post('tools/list', {}, { headers: { authorization: 'Bearer x' } }),
      await post('tools/list', {}, { headers: { authorization: `Bearer ${narrow}` } }),
    ];

    expect(responses.map(({ status }) => status)).toEqual([200, 401, 403]);
    for (const { headers } of responses) {
      expect(headers.get('cache-control')).toBe('no-store');
      expect(headers.get('vary')).toBe('Authorization, Origin');
      expect(headers.get('x-content-type-options')).toBe('nosniff');
    }
  });
});
