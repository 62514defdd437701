import { CookieJar } from 'tough-cookie';
import { Browser } from '../../../client/browser.ts';
import type { Connector } from '../../../connector.ts';
import { defineCheck } from '../../../define.ts';
import { NotTestable, Violation } from '../../../finding.ts';
import { isSignedIn, signedIn } from './signed-in.ts';

export default defineCheck({
  requirement: 'auth.cookies-altered',
  async run(connector) {
    const { jar } = await signedIn(connector);
    const { cookies } = await jar.serialize();
    const decisive: string[] = [];
    for (const key of new Set(cookies.map((cookie) => cookie.key ?? ''))) {
      if (await isSignedIn(connector, await browserWith(connector, jar, key, () => null))) continue;
      decisive.push(key);
      const browser = await browserWith(connector, jar, key, altered);
      if (await isSignedIn(connector, browser))
        throw new Violation(`with an altered cookie ${key}, the browser is still signed in`);
    }
    if (decisive.length === 0) throw new NotTestable('no cookie was found without which nobody is signed in');
    return `worth nothing when altered: ${decisive.join(', ')}`;
  },
  saboteurs: [
    {
      breaks: 'reads no more of a session cookie than its beginning',
      caught: /with an altered cookie __Host-session, the browser is still signed in/u,
      sabotage({ fetch }) {
        let good = '';
        return async (request) => {
          const sent = new Headers(request.headers);
          const cookie = sent.get('cookie')?.replace(/(__Host-session=session)[^;]*/u, `$1${good}`);
          if (cookie !== undefined) sent.set('cookie', cookie);
          const response = await fetch(new Request(request, { headers: sent }));
          const given = response.headers.getSetCookie().find((one) => one.startsWith('__Host-session='));
          good = /=session([^;]*)/u.exec(given ?? '')?.[1] ?? good;
          return response;
        };
      },
    },
  ],
});

/** A browser with the cookies of another, one of them changed, or taken away where `change` gives null. */
async function browserWith(
  connector: Connector,
  jar: CookieJar,
  key: string,
  change: (value: string) => string | null,
): Promise<Browser> {
  const state = await jar.serialize();
  const cookies = state.cookies.flatMap((cookie) => {
    const value = cookie.key === key ? change(cookie.value ?? '') : (cookie.value ?? '');
    return value === null ? [] : [{ ...cookie, value }];
  });
  return new Browser(connector.fetch, await CookieJar.deserialize({ ...state, cookies }));
}

/** Another letter in the middle: at the end, two texts may stand for the same bytes. */
function altered(value: string): string {
  const middle = Math.floor(value.length / 2);
  return `${value.slice(0, middle)}${value[middle] === 'x' ? 'y' : 'x'}${value.slice(middle + 1)}`;
}
