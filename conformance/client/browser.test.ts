import { describe, expect, test } from 'vitest';
import { Browser } from './browser.ts';
import type { Fetch } from './wire.ts';

const CLIENT = 'http://127.0.0.1:7777/callback';
const START = new URL('https://as.test/authorize');

/** Sends every browser on to this address, and keeps the addresses that were fetched. */
function sendingTo(location: string): { fetch: Fetch; fetched: string[] } {
  const fetched: string[] = [];
  const fetch: Fetch = async ({ url }) => {
    fetched.push(url);
    return url === START.href
      ? new Response(null, { status: 303, headers: { location } })
      : new Response('a page');
  };
  return { fetch, fetched };
}

describe('Browser', () => {
  test.for([
    ['the redirect address', `${CLIENT}?code=c`],
    ['a foreign address with a code', 'https://example.org/?code=c'],
    ['a foreign address with an error in the fragment', 'https://example.org/#error=access_denied'],
    ['a script', 'javascript:alert(1)'],
  ] as const)('takes %s for an answer to the client, and fetches it not', async ([, location]) => {
    const { fetch, fetched } = sendingTo(location);

    const { callback } = await new Browser(fetch).arrive(START, CLIENT);

    expect(callback?.href).toBe(new URL(location).href);
    expect(fetched).toEqual([START.href]);
  });

  test.for([
    ['its own error page', '/failed?error=invalid_request'],
    ['a sign-in elsewhere', 'https://login.test/?client_id=as'],
    ['no address at all', 'https://'],
  ] as const)('goes on to %s', async ([, location]) => {
    const { fetch } = sendingTo(location);

    const { callback, visits } = await new Browser(fetch).arrive(START, CLIENT);

    expect(callback).toBeNull();
    expect(visits.at(-1)?.location).toBeNull();
  });

  test('keeps cookies, and its twin goes on with them alone', async () => {
    const seen: (string | null)[] = [];
    const fetch: Fetch = async (request) => {
      seen.push(request.headers.get('cookie'));
      return new Response('', { headers: { 'set-cookie': `visits=${seen.length}; Path=/` } });
    };
    const browser = new Browser(fetch);

    await browser.visit(START);
    const twin = await browser.twin();
    await browser.visit(START);
    await twin.visit(START);

    expect(seen).toEqual(['', 'visits=1', 'visits=1']);
  });
});
