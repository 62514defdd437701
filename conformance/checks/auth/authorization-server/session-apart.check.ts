import { ask, codeIn, ourClient } from '../../../client/authorization-probe.ts';
import { Browser } from '../../../client/browser.ts';
import { walkConsentPages } from '../../../client/consent-pages.ts';
import { defineCheck } from '../../../define.ts';
import { NotTestable, Violation } from '../../../finding.ts';
import { REDIRECT_URI, whyNoCode } from '../../../client/oauth-client.ts';

export default defineCheck({
  requirement: 'auth.session-apart',
  async run(connector) {
    await ourClient(connector);
    const { fetch } = connector;
    const credentials = connector.credentials('wide');
    const begun = await ask(connector, { until: 'sign-in' });
    const page = begun.visits.at(-1)?.url;
    if (begun.form === null || page === undefined) throw new NotTestable(whyNoCode(begun));

    const victim = await walkConsentPages({ fetch, start: page, redirectUri: REDIRECT_URI, credentials });
    const addresses = [page, ...victim.visits.filter(({ method }) => method === 'GET').map(({ url }) => url)];
    for (const address of addresses) {
      const { callback } = await begun.browser.arrive(address, REDIRECT_URI);
      if (codeIn({ callback }) !== null)
        throw new Violation('a browser got a code for a user who signed in at another browser');
    }
    const own = await ask(connector, { browser: new Browser(fetch) });
    if (codeIn(own) === null) throw new NotTestable(whyNoCode(own));
    return `${codeIn(victim) === null ? 'only the browser that began goes on' : 'each browser goes on for itself'}; a code for the one that signed in`;
  },
  saboteurs: [
    {
      breaks: 'knows by the address which sign-in it is, not by the browser',
      caught: /signed in at another browser/u,
      sabotage({ fetch }) {
        const done = new Map<string, string>();
        let last = '';
        return async (request) => {
          const { pathname } = new URL(request.url);
          const answer = done.get(request.url);
          if (pathname === '/authorize' && answer !== undefined)
            return new Response(null, { status: 303, headers: { location: answer } });
          if (pathname === '/authorize') last = request.url;
          const response = await fetch(request);
          const location = response.headers.get('location');
          if (pathname === '/consent' && location !== null) done.set(last, location);
          return response;
        };
      },
    },
  ],
});
