import * as fc from 'fast-check';
import { decodeJwt } from 'jose';
import { describe, expect, test } from 'vitest';
import { startConnector } from './testing/connector.ts';
import { API, RESOURCE } from './testing/fake-upstream.ts';
import { LUMENPLAY } from './testing/principal.ts';

const LIMIT = { calls: 5, seconds: 60 };

interface Call {
  user: string;
  client: string;
  /** Which of the tokens of that user and client. */
  token: number;
  address: string;
}

/** A connector whose issuer knows every user, and whose API is asked with tokens that name their user. */
async function start(apiAnswer: (user: string) => Response | Promise<Response>, rateLimit = LIMIT) {
  const stack = await startConnector({ rateLimit });
  const asked: string[] = [];
  stack.upstream.answer = async (url, request) => {
    if (url.origin === API) {
      const user = request.headers.get('authorization')?.replace('Bearer ', '') ?? '';
      asked.push(user);
      return apiAnswer(user);
    }
    const form = new URLSearchParams(await request.clone().text());
    if (url.pathname === '/oauth/introspect') {
      const { sub, client_id, gid } = decodeJwt(form.get('token') ?? '');
      const scope = 'optimove:read';
      return Response.json({ active: true, sub, user_id: sub, client_id, gid, scope, tenants: [LUMENPLAY] });
    }
    if (url.pathname !== '/oauth/token') return undefined;
    const { sub } = decodeJwt(form.get('subject_token') ?? '');
    return Response.json({
      access_token: sub,
      token_type: 'Bearer',
      expires_in: 60,
      scope: form.get('scope'),
    });
  };

  async function call({ user, client, token, address }: Call) {
    const claims = { sub: user, client_id: client, gid: `g-${user}-${client}`, jti: `j-${token}` };
    const headers = { authorization: `Bearer ${await stack.upstream.token({ claims })}` };
    return stack.call({}, { headers }, RESOURCE + address);
  }
  return { asked, call };
}

const calls: fc.Arbitrary<Call[]> = fc.array(
  fc.record({
    user: fc.constantFrom('u-1', 'u-2'),
    client: fc.constantFrom('host-1', 'host-2'),
    token: fc.nat(3),
    address: fc.constantFrom('', '/t/lumenplay', '?read_only=true', '/t/lumenplay?read_only=true'),
  }),
  { minLength: 1, maxLength: 24 },
);

const refuse = (headers: Record<string, string>) => Response.json({}, { status: 429, headers });

describe('rate limit of a user', () => {
  test('for any mix of tokens, clients and addresses at once, lets through what is allowed and not one more', async () => {
    await fc.assert(
      fc.asyncProperty(calls, async (mix) => {
        const { call, asked } = await start(() => Response.json({ items: [] }));

        const results = await Promise.all(mix.map(call));

        for (const user of ['u-1', 'u-2']) {
          const own = results.filter((_, index) => mix[index]?.user === user);
          const allowed = Math.min(own.length, LIMIT.calls);
          expect(own.filter(({ isError }) => isError !== true)).toHaveLength(allowed);
          expect(asked.filter((name) => name === user)).toHaveLength(allowed);
          for (const { content } of own.filter(({ isError }) => isError))
            expect(content[0]?.text).toMatch(/Call again in \d+ seconds/);
        }
      }),
      { numRuns: 25 },
    );
  });

  test("a flood that hangs at the API leaves another user's calls alone", async () => {
    const held = Promise.withResolvers<void>();
    const { call, asked } = await start(
      async (user) => {
        if (user === 'flooder') await held.promise;
        return Response.json({ items: [] });
      },
      { calls: 50, seconds: 60 },
    );
    const one = (user: string, token = 0) => call({ user, client: 'host', token, address: '' });

    const flood = Array.from({ length: 200 }, (_, index) => one('flooder', index % 7));
    const quiet = await Promise.all([one('neighbour'), one('neighbour', 1)]);
    const askedWhileHeld = [...asked];
    held.resolve();
    const answers = await Promise.all(flood);

    expect(quiet.some(({ isError }) => isError)).toBe(false);
    expect(askedWhileHeld.filter((user) => user === 'neighbour')).toHaveLength(2);
    expect(asked.filter((user) => user === 'flooder')).toHaveLength(50);
    expect(answers.filter(({ isError }) => isError)).toHaveLength(150);
  });

  test('the limit of the API itself is passed on in the same words', async () => {
    const { call } = await start((user) =>
      user === 'u-1'
        ? refuse({ 'retry-after': '7' })
        : refuse({
            'retry-after': 'Sun, 22 Nov 2026 12:00:07 GMT',
            date: 'Sun, 22 Nov 2026 12:00:00 GMT',
          }),
    );

    for (const user of ['u-1', 'u-2']) {
      const { isError, content } = await call({ user, client: 'host', token: 0, address: '' });
      expect(isError).toBe(true);
      expect(content[0]?.text).toBe(
        "Too many calls: the user's rate limit is used up. Call again in 7 seconds.",
      );
    }
  });
});
