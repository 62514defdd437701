import { describe, expect, test } from 'vitest';
import { startConnector } from '../testing/connector.ts';
import { API, ISSUER, RESOURCE, type TokenOptions } from '../testing/fake-upstream.ts';

const NOW = new Date('2026-11-22T12:00:00Z');
const now = NOW.getTime() / 1000;
const fresh = { iat: now, exp: now + 300 };

async function listToolsWith({ claims, ...options }: TokenOptions = {}): Promise<Response> {
  const { post, upstream } = await startConnector({ now: () => NOW });
  const token = await upstream.token({ ...options, claims: { ...fresh, ...claims } });
  return post('tools/list', {}, { headers: { authorization: `Bearer ${token}` } });
}

describe('claims of an access token', () => {
  test('a token with all of them is accepted', async () => {
    expect((await listToolsWith()).status).toBe(200);
  });

  test.each([
    ['the tenant API', API],
    ['an array', [RESOURCE]],
    ['an array with the API', [RESOURCE, API]],
    ['a trailing slash', `${RESOURCE}/`],
    ['a prefix', RESOURCE.slice(0, -1)],
    ['a suffix', `${RESOURCE}.evil.test`],
    ['another case', RESOURCE.toUpperCase()],
    ['nothing', undefined],
  ])('refuses a token for %s', async (_, aud) => {
    expect((await listToolsWith({ claims: { aud } })).status).toBe(401);
  });

  test.each([['https://other.test'], [`${ISSUER}/`], [`${ISSUER}/tenant`], [undefined]])(
    'refuses a token of the issuer %s',
    async (iss) => {
      expect((await listToolsWith({ claims: { iss } })).status).toBe(401);
    },
  );

  test.each([['JWT'], ['jwt'], ['logout+jwt'], ['secevent+jwt'], [undefined]])(
    'refuses a token of the type %s',
    async (typ) => {
      expect((await listToolsWith({ header: { typ } })).status).toBe(401);
    },
  );

  test.each([
    ['expired beyond the tolerance', { exp: now - 6 }, 401],
    ['expired within the tolerance', { iat: now - 300, exp: now - 4 }, 200],
    ['without an expiry', { exp: undefined }, 401],
    ['not valid yet', { nbf: now + 6 }, 401],
    ['valid in a moment', { nbf: now + 4 }, 200],
    ['issued in the future', { iat: now + 6 }, 401],
    ['issued within the tolerance', { iat: now + 4 }, 200],
    ['issued long ago', { iat: now - 7200, exp: now + 300 }, 401],
    ['for ten years', { exp: now + 315_360_000 }, 401],
    ['for longer than an hour', { exp: now + 3601 }, 401],
    ['for an hour', { exp: now + 3600 }, 200],
    ['with milliseconds', { exp: now * 1000 }, 401],
  ])('answers a token %s', async (_, claims, status) => {
    expect((await listToolsWith({ claims })).status).toBe(status);
  });

  test.each(['sub', 'client_id', 'gid', 'jti', 'iat'])('refuses a token without %s', async (claim) => {
    expect((await listToolsWith({ claims: { [claim]: undefined } })).status).toBe(401);
    expect((await listToolsWith({ claims: { [claim]: '' } })).status).toBe(401);
  });

  test.each([[''], [undefined], ['openid'], ['optimove:readonly'], ['optimove:drafts.write']])(
    'a token of the scope %j is not enough, and the challenge says what is',
    async (scope) => {
      const response = await listToolsWith({ claims: { scope } });

      expect(response.status).toBe(403);
      expect(response.headers.get('www-authenticate')).toContain(
        'error="insufficient_scope", error_description="The access token lacks a scope that this call needs.", scope="optimove:read"',
      );
    },
  );
});
