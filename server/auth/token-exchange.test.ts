import { describe, expect, test } from 'vitest';
import { ok } from '../result.ts';
import { startConnector } from '../testing/connector.ts';
import { API, ISSUER } from '../testing/fake-upstream.ts';
import { createTokenExchange } from './token-exchange.ts';

const EXCHANGE = '/oauth/token';
const bearerOf = ({ request }: { request: Request }) => request.headers.get('authorization');

describe('token exchange', () => {
  test('asks for the tenant API and for reading only', async () => {
    const { call, upstream } = await startConnector();

    await call();

    const [exchange] = upstream.at(EXCHANGE);
    expect(Object.fromEntries(exchange?.body ?? [])).toMatchObject({
      grant_type: 'urn:ietf:params:oauth:grant-type:token-exchange',
      subject_token_type: 'urn:ietf:params:oauth:token-type:access_token',
      resource: `${API}/api`,
      scope: 'api:read',
      client_id: 'optimove-mcp-connector',
    });
    expect(exchange?.body.get('requested_token_type')).toBe('urn:ietf:params:oauth:token-type:access_token');
    expect(exchange?.body.get('subject_token')).toMatch(/^ey/);
  });

  test("the caller's own token, cookies and headers never reach the tenant API", async () => {
    const { call, upstream } = await startConnector();

    await call(
      {},
      { headers: { cookie: 'a=b', 'x-tenant': 'northaisle', 'x-request-id': 'mine', forwarded: 'for=x' } },
    );

    const [read] = upstream.at('/api/');
    expect([...(read?.request.headers.keys() ?? [])].toSorted()).toEqual([
      'accept',
      'authorization',
      'traceparent',
      'x-request-id',
    ]);
    expect(read && bearerOf(read)).toBe('Bearer api-token-1');
    expect(read?.request.headers.get('x-request-id')).not.toBe('mine');
  });

  test('one token serves several calls, and several calls at once', async () => {
    const { call, upstream } = await startConnector();
    const authorization = `Bearer ${await upstream.token()}`;

    await Promise.all([1, 2, 3].map(() => call({}, { headers: { authorization } })));
    await call({}, { headers: { authorization } });

    expect(upstream.at(EXCHANGE)).toHaveLength(1);
    expect(upstream.at('/api/')).toHaveLength(4);
  });

  test.each([
    ['five seconds before it expires', 30, 25],
    ['after 55 seconds at the latest', 3600, 55],
  ])('an exchanged token is forgotten %s', async (_, expires_in, seconds) => {
    const clock = { now: Date.parse('2026-11-22T12:00:00Z') };
    const { call, upstream } = await startConnector({ now: () => new Date(clock.now) });
    const token = { access_token: 'x', token_type: 'Bearer', expires_in, scope: 'api:read' };
    upstream.answer = ({ pathname }) => (pathname === EXCHANGE ? Response.json(token) : undefined);
    const iat = clock.now / 1000;
    const authorization = `Bearer ${await upstream.token({ claims: { iat, exp: iat + 300 } })}`;
    const exchangesAfter = async (milliseconds: number) => {
      clock.now += milliseconds;
      await call({}, { headers: { authorization } });
      return upstream.at(EXCHANGE).length;
    };

    expect([
      await exchangesAfter(0),
      await exchangesAfter(seconds * 1000 - 1),
      await exchangesAfter(1),
    ]).toEqual([1, 1, 2]);
  });

  test('each scope has a token of its own', async () => {
    const asked: (string | undefined)[] = [];
    const exchange = createTokenExchange({
      issuer: {
        url: ISSUER,
        keySet: async () => Promise.reject(new Error('It was asked for keys.')),
        async post(_, { scope }) {
          asked.push(scope);
          const body = { access_token: `for ${scope}`, token_type: 'Bearer', expires_in: 60, scope };
          return { status: 200, body, date: null };
        },
      },
      resource: API,
      now: () => new Date(),
      log: () => {},
    });

    const read = await exchange.get('token', 'api:read');
    const draft = await exchange.get('token', 'api:drafts');
    exchange.drop('token');
    await exchange.get('token', 'api:drafts');

    expect([read, draft]).toEqual([ok('for api:read'), ok('for api:drafts')]);
    expect(asked).toEqual(['api:read', 'api:drafts', 'api:drafts']);
  });

  test('each caller is served with a token of their own', async () => {
    const { call, upstream } = await startConnector();
    const [a, b] = [
      await upstream.token({ claims: { jti: 'a' } }),
      await upstream.token({ claims: { jti: 'b' } }),
    ];

    for (const token of [a, b, a]) await call({}, { headers: { authorization: `Bearer ${token}` } });

    expect(upstream.at(EXCHANGE).map(({ body }) => body.get('subject_token'))).toEqual([a, b]);
    expect(upstream.at('/api/').map(bearerOf)).toEqual([
      'Bearer api-token-1',
      'Bearer api-token-2',
      'Bearer api-token-1',
    ]);
  });

  test('what came of a token is dropped once the token is dead', async () => {
    const { post, call, upstream } = await startConnector();
    const headers = { authorization: `Bearer ${await upstream.token()}` };
    await call({}, { headers });
    upstream.introspection['active'] = false;
    await post('tools/list', {}, { headers });
    upstream.introspection['active'] = true;

    await call({}, { headers });

    expect(upstream.at(EXCHANGE)).toHaveLength(2);
  });

  test('a token that the API refuses is replaced once', async () => {
    const { call, upstream } = await startConnector();
    upstream.answer = ({ origin }, { headers }) =>
      origin === API && headers.get('authorization') === 'Bearer api-token-1'
        ? new Response(null, { status: 401 })
        : undefined;

    const result = await call();

    expect(result.isError).toBeUndefined();
    expect(upstream.at('/api/').map(bearerOf)).toEqual(['Bearer api-token-1', 'Bearer api-token-2']);
  });

  test.each<[string, (url: URL) => Response | undefined]>([
    [
      'the API refuses both',
      ({ origin }) => (origin === API ? new Response(null, { status: 401 }) : undefined),
    ],
    ...['invalid_request', 'invalid_grant', 'invalid_scope'].map(
      (error): [string, (url: URL) => Response | undefined] => [
        `the issuer answers its exchange by ${error}`,
        ({ pathname }) => (pathname === EXCHANGE ? Response.json({ error }, { status: 400 }) : undefined),
      ],
    ),
  ])('once %s, the host is told to sign in again', async (_, answer) => {
    const { post, upstream } = await startConnector();
    upstream.answer = answer;

    const response = await post('tools/call', { name: 'optimove_get_thing', arguments: {} });

    expect(response.status).toBe(401);
    expect(response.headers.get('www-authenticate')).toContain('error="invalid_token"');
    expect(response.headers.get('cache-control')).toBe('no-store');
  });

  test.each([
    ['is down', new Response(null, { status: 500 })],
    ['fails, and shows a token', Response.json(given('Bearer'), { status: 500 })],
    ['fails by a fault of its own', Response.json({ error: 'invalid_grant' }, { status: 500 })],
    ['refuses without a reason', Response.json({}, { status: 400 })],
    ['gives a token of a type that begins alike', Response.json(given('Bearer-bound'))],
    ['gives a token of a type that ends alike', Response.json(given('not-a-bearer'))],
    [
      'gives a token of another type',
      Response.json({ access_token: 'x', token_type: 'DPoP', expires_in: 60, scope: 'api:read' }),
    ],
    ['does not know the connector', Response.json({ error: 'invalid_client' }, { status: 401 })],
    [
      'gives a wider token',
      Response.json({
        access_token: 'x',
        token_type: 'Bearer',
        expires_in: 60,
        scope: 'api:read api:drafts',
      }),
    ],
  ])('an issuer that %s makes a tool error, and no call of the API', async (_, answer) => {
    const { call, upstream, logged } = await startConnector();
    upstream.answer = ({ pathname }) => (pathname === EXCHANGE ? answer.clone() : undefined);

    const result = await call();

    expect(result.isError).toBe(true);
    expect(upstream.at('/api/')).toEqual([]);
    expect(logged).toContainEqual({
      level: 'warn',
      event: 'issuer_unavailable',
      step: expect.stringMatching(/^token/),
      problem: answer.body === null ? 'no usable answer' : `status ${answer.status}`,
    });
  });
});

const given = (token_type: string) => ({
  access_token: 'x',
  token_type,
  expires_in: 60,
  scope: 'api:read',
});
