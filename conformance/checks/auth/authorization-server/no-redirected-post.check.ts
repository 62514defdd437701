import { endpointIn, formRequest, ourClient } from '../../../client/authorization-probe.ts';
import { defineCheck } from '../../../define.ts';
import { NotTestable, Violation } from '../../../finding.ts';
import { rewriteResponses } from '../../../sabotage/sabotage.ts';

const SPELLINGS: Readonly<Record<string, (path: string) => string>> = {
  'with a slash at the end': (path) => `${path}/`,
  'with a doubled slash': (path) => `/${path}`,
  'in capitals': (path) => path.toUpperCase(),
  'with an encoded slash': (path) => `${path}%2F`,
};

export default defineCheck({
  requirement: 'auth.no-redirected-post',
  async run(connector) {
    const { discovery } = await ourClient(connector);
    const endpoints = ['token_endpoint', 'registration_endpoint'].map(
      (name) => new URL(endpointIn(discovery, name)),
    );
    const statusOf = async (endpoint: URL, path: string) => {
      const request = formRequest(
        new URL(`${endpoint.origin}${path}`),
        new URLSearchParams({ state: 'none' }),
      );
      return (await connector.fetch(request)).status;
    };
    for (const endpoint of endpoints) {
      const exact = await statusOf(endpoint, endpoint.pathname);
      if (exact < 400 || exact === 404)
        throw new NotTestable(`an empty form to ${endpoint.pathname} is answered with ${exact}`);
      for (const [how, spell] of Object.entries(SPELLINGS)) {
        const status = await statusOf(endpoint, spell(endpoint.pathname));
        if (status >= 300 && status < 400)
          throw new Violation(`POST ${endpoint.pathname} ${how} is redirected with ${status}`);
      }
    }
    return `${endpoints.length} endpoints, each in ${Object.keys(SPELLINGS).length} other spellings`;
  },
  saboteurs: [
    {
      breaks: 'redirects to the address without the slash',
      caught: /POST \/register with a slash at the end is redirected with 301/u,
      sabotage: (wire) =>
        rewriteResponses(
          wire,
          ({ pathname }) => pathname === '/register/',
          () => new Response(null, { status: 301, headers: { location: '/register' } }),
        ),
    },
  ],
});
