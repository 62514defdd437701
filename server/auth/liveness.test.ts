import { decodeJwt } from 'jose';
import { describe, expect, test } from 'vitest';
import { startConnector } from '../testing/connector.ts';
import { ISSUER } from '../testing/fake-upstream.ts';

const INTROSPECT = '/oauth/introspect';
/** All that the issuer is asked for one request without a call. */
const QUESTIONS = ['/.well-known/oauth-authorization-server', '/oauth/jwks', INTROSPECT];

const unavailable = (step: string, problem: string) => ({
  level: 'warn',
  event: 'issuer_unavailable',
  step,
  problem,
});

describe('liveness of a grant', () => {
  test('is asked for on every request, as the connector', async () => {
    const { post, upstream } = await startConnector();

    await post('tools/list');
    await post('tools/list');

    const asked = upstream.at(INTROSPECT);
    const [first, second] = asked.map(({ body }) => decodeJwt(body.get('client_assertion') ?? ''));
    expect(asked).toHaveLength(2);
    expect(first).toMatchObject({
      iss: 'optimove-mcp-connector',
      sub: 'optimove-mcp-connector',
      aud: ISSUER,
    });
    expect(first?.jti).not.toBe(second?.jti);
    expect((first?.exp ?? 0) - (first?.iat ?? 0)).toBe(60);
    for (const { body, request } of asked) {
      expect(body.get('token')).toMatch(/^ey/);
      expect(body.get('token_type_hint')).toBe('access_token');
      expect(request.headers.get('accept')).toBe('application/json');
    }
  });

  test('a revoked grant is refused by the very next request', async () => {
    const { post, upstream } = await startConnector();
    const before = await post('tools/list');
    upstream.introspection['active'] = false;

    const after = await post('tools/list');

    expect(before.status).toBe(200);
    expect(after.status).toBe(401);
    expect(after.headers.get('www-authenticate')).toContain('error="invalid_token"');
  });

  test('a scope that was taken back counts at once', async () => {
    const { post, upstream } = await startConnector();
    upstream.introspection['scope'] = 'optimove:drafts.write';

    expect((await post('tools/list')).status).toBe(403);
  });

  test('a scope that the token itself lacks does not come from the grant', async () => {
    const { post, upstream } = await startConnector();
    upstream.introspection['scope'] = 'optimove:read optimove:drafts.write';
    const token = await upstream.token({ claims: { scope: 'optimove:drafts.write' } });

    expect((await post('tools/list', {}, { headers: { authorization: `Bearer ${token}` } })).status).toBe(
      403,
    );
  });

  test.each<[string, () => Response | Promise<Response>]>([
    ['refuses the connection', () => Promise.reject(new TypeError('fetch failed'))],
    ['does not know the connector', () => Response.json({ error: 'invalid_client' }, { status: 401 })],
    ['answers no JSON', () => new Response('active')],
    ['answers another shape', () => Response.json({ active: 'yes' })],
    ['vouches without saying for whom', () => Response.json({ active: true })],
  ])('is not assumed when the issuer %s', async (_, answer) => {
    const { post, upstream } = await startConnector();
    upstream.answer = (url) => (url.pathname === INTROSPECT ? answer() : undefined);

    const response = await post('tools/list');

    expect(response.status).toBe(503);
    expect(response.headers.get('retry-after')).toMatch(/^\d+$/);
    expect(response.headers.get('www-authenticate')).toBeNull();
  });

  test('is not assumed when the issuer vouches, and says that it failed', async () => {
    const { post, upstream, logged } = await startConnector();
    upstream.answer = (url) =>
      url.pathname === INTROSPECT ? Response.json(upstream.introspection, { status: 500 }) : undefined;

    expect((await post('tools/list')).status).toBe(503);
    expect(logged).toContainEqual(unavailable('introspection', 'status 500'));
  });

  test.each([
    ['another user', { sub: 'u-2' }],
    ['another OAuth client', { client_id: 'mcp-other' }],
    ['another grant', { gid: 'g-2' }],
    [
      'a tenant that no path can hold',
      { tenants: [{ id: '../me', name: '', region: 'eu', time_zone: 'UTC' }] },
    ],
  ])('is not assumed when the issuer vouches for %s', async (_, change) => {
    const { post, upstream, logged } = await startConnector();
    Object.assign(upstream.introspection, change);

    expect((await post('tools/list')).status).toBe(503);
    const problem = 'tenants' in change ? 'status 200' : 'the answer is about another token';
    expect(logged).toContainEqual(unavailable('introspection', problem));
  });

  test.each(QUESTIONS)('%s is not waited for longer than two seconds', async (path) => {
    const { post, upstream, logged } = await startConnector();
    upstream.answer = (url) => (url.pathname === path ? new Promise(() => {}) : undefined);
    const start = performance.now();

    const response = await post('tools/list');

    expect(response.status).toBe(503);
    expect(logged.at(-1)).toMatchObject({ event: 'issuer_unavailable', problem: 'no answer in time' });
    expect(performance.now() - start).toBeLessThan(3000);
  });

  test.each(QUESTIONS)('an answer of %s without end is no answer', async (path) => {
    const { post, upstream } = await startConnector();
    const answers: Record<string, object> = {
      '/.well-known/oauth-authorization-server': upstream.metadata,
      '/oauth/jwks': { keys: [upstream.publicJwk] },
      [INTROSPECT]: upstream.introspection,
    };
    const padded = (bytes: number) => JSON.stringify(answers[path]).padEnd(bytes);
    const answerWith = async (bytes: number) => {
      upstream.answer = (url) => (url.pathname === path ? new Response(padded(bytes)) : undefined);
      return (await post('tools/list')).status;
    };

    expect([await answerWith(256 * 1024 + 1), await answerWith(256 * 1024)]).toEqual([503, 200]);
  });

  test.each(QUESTIONS)('%s is asked where it is, and nowhere else', async (path) => {
    const { post, upstream } = await startConnector();
    upstream.answer = (url) =>
      url.pathname === path ? Response.redirect('http://canary.test/', 307) : undefined;

    const response = await post('tools/list');

    expect(response.status).toBe(503);
    for (const { request } of upstream.requests) {
      expect(request.url).not.toContain('canary');
      expect(request.redirect).toBe('manual');
    }
  });

  test.each(['/.well-known/oauth-authorization-server', '/oauth/jwks'])(
    'without %s nothing is let through, and the next request tries again',
    async (path) => {
      const { post, upstream } = await startConnector();
      upstream.answer = (url) => (url.pathname === path ? new Response(null, { status: 502 }) : undefined);
      const down = await post('tools/list');
      upstream.answer = () => undefined;

      const up = await post('tools/list');

      expect(down.status).toBe(503);
      expect(up.status).toBe(200);
    },
  );

  test('is asked of an issuer with a path where RFC 8414 has its metadata', async () => {
    const { post, upstream } = await startConnector({ issuer: `${ISSUER}/eu/` });

    await post('tools/list');

    expect(upstream.requests.map(({ request }) => request.url)).toEqual([
      `${ISSUER}/.well-known/oauth-authorization-server/eu`,
    ]);
  });

  test.each([
    ['an endpoint that is no URL', { token_endpoint: 'nowhere' }],
    ['another issuer', { issuer: 'http://other.test' }],
    ['an endpoint of another origin', { introspection_endpoint: 'http://canary.test/introspect' }],
    ['a key set of another origin', { jwks_uri: 'http://canary.test/jwks' }],
  ])('metadata with %s are refused', async (_, change) => {
    const { post, upstream, logged } = await startConnector();
    upstream.metadata = { ...upstream.metadata, ...change };

    expect((await post('tools/list')).status).toBe(503);
    expect(logged).toContainEqual(unavailable('metadata', 'no metadata document of this issuer'));
    expect(upstream.requests.some(({ request }) => request.url.includes('canary'))).toBe(false);
  });
});
