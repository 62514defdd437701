import { CookieJar } from 'tough-cookie';
import type { Fetch } from './wire.ts';

const MOST_REDIRECTS = 15;

/** One request of a browser, and what came back. */
export interface Visit {
  method: string;
  url: URL;
  status: number;
  headers: Headers;
  html: string;
  /** Where it was sent on to. */
  location: URL | null;
}

/** Where a browser ends up: at a page, or back at the client, whose address is never fetched. */
export interface Arrival {
  callback: URL | null;
  /** Every visit on the way; the last one is the page, or what sent it back. */
  visits: Visit[];
}

/** A browser without JavaScript: it keeps cookies and follows redirects. */
export class Browser {
  readonly jar: CookieJar;
  readonly #fetch: Fetch;

  constructor(fetch: Fetch, jar = new CookieJar()) {
    this.#fetch = fetch;
    this.jar = jar;
  }

  /** Another browser, which holds the same cookies from here on. */
  async twin(): Promise<Browser> {
    return new Browser(this.#fetch, await this.jar.clone());
  }

  async visit(address: URL | Request): Promise<Visit> {
    const request = new Request(address, { redirect: 'manual' });
    const url = new URL(request.url);
    request.headers.set('cookie', await this.jar.getCookieString(url.href));
    request.headers.set('accept', 'text/html');
    const response = await this.#fetch(request);
    const { status, headers } = response;
    for (const cookie of headers.getSetCookie())
      await this.jar.setCookie(cookie, url.href, { ignoreError: true });
    const to = headers.get('location');
    const location = to !== null && URL.canParse(to, url) ? new URL(to, url) : null;
    return { method: request.method, url, status, headers, html: await response.text(), location };
  }

  /** Follows redirects until a page comes, or an answer for the client. */
  async arrive(address: URL | Request, redirectUri: string): Promise<Arrival> {
    const visits: Visit[] = [];
    let next: URL | Request = address;
    while (visits.length < MOST_REDIRECTS) {
      const visit = await this.visit(next);
      visits.push(visit);
      if (visit.location === null) return { callback: null, visits };
      if (isForClient(visit, visit.location, redirectUri)) return { callback: visit.location, visits };
      next = visit.location;
    }
    return { callback: null, visits };
  }
}

/**
 * An answer to the client is known by its address, and by what it says where the address is another one.
 *
 * @see RFC 6749, sections 4.1.2 and 4.1.2.1
 */
function isForClient({ url }: Visit, location: URL, redirectUri: string): boolean {
  if (location.href.startsWith(redirectUri) || !/^https?:$/u.test(location.protocol)) return true;
  const answer = `${location.search.slice(1)}&${location.hash.slice(1)}`;
  return (
    location.origin !== url.origin && /(?:^|&)(?:code|error|access_token|id_token|response)=/u.test(answer)
  );
}
