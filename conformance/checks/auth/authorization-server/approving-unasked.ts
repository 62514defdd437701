import type { Wire } from '../../../define.ts';
import type { Fetch } from '../../../client/wire.ts';

/** Approves by itself what a signed-in user is asked, once somebody approved something. */
export function approvingUnasked({ fetch }: Wire, when: (query: URLSearchParams) => boolean): Fetch {
  let approved = false;
  return async (request) => {
    const url = new URL(request.url);
    const query = new URLSearchParams(url.search);
    if (url.searchParams.get('prompt') === 'none') url.searchParams.delete('prompt');
    approved ||= url.pathname === '/consent';
    if (url.pathname !== '/authorize' || !approved || !when(query)) return fetch(request);
    const page = await fetch(new Request(url, request));
    const browser = page.headers.getSetCookie().find((cookie) => cookie.startsWith('__Host-browser='));
    const html = await page.text();
    const ticket = /name="ticket" value="([^"]*)"/u.exec(html)?.[1];
    if (ticket === undefined || html.includes('password')) return new Response(html, page);
    return fetch(
      new Request(new URL('/consent', url), {
        method: 'POST',
        headers: { cookie: `${browser?.split(';')[0]}; ${request.headers.get('cookie') ?? ''}` },
        body: new URLSearchParams({ ticket, decision: 'yes' }).toString(),
      }),
    );
  };
}
