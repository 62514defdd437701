import { ask, ourClient } from '../../../client/authorization-probe.ts';
import { defineCheck } from '../../../define.ts';
import type { Wire } from '../../../define.ts';
import { NotTestable, Violation } from '../../../finding.ts';
import type { Fetch } from '../../../client/wire.ts';

const FOREIGN = 'elsewhere.example.org';
/** What a request may say of the host that it was sent to. */
const CLAIMS: readonly Record<string, string>[] = [
  { 'x-forwarded-host': FOREIGN },
  { 'x-forwarded-host': FOREIGN, 'x-forwarded-proto': 'https', 'x-forwarded-port': '8443' },
  { 'x-forwarded-prefix': `/${FOREIGN}`, 'x-original-url': `/${FOREIGN}` },
  { 'x-original-host': FOREIGN, 'x-host': FOREIGN },
  { forwarded: `host=${FOREIGN};proto=https` },
];

export default defineCheck({
  requirement: 'auth.host-header',
  async run(connector) {
    const { discovery } = await ourClient(connector);
    const waiting = await ask(connector, { until: 'sign-in' });
    if (waiting.form === null) throw new NotTestable('no sign-in page was found');
    const { issuer } = discovery.server;
    const addresses = [
      connector.url,
      discovery.challenge.resourceMetadata,
      new URL('/.well-known/oauth-authorization-server', issuer),
      waiting.start,
      waiting.visits.at(-1)?.url,
    ].filter((address) => address !== undefined);
    for (const address of addresses) {
      for (const claims of CLAIMS) {
        const answer = await connector.fetch(new Request(address, { headers: claims, redirect: 'manual' }));
        const said = [...answer.headers].map(([name, value]) => `${name}: ${value}`).join('\n');
        if (said.includes(FOREIGN) || (await answer.text()).includes(FOREIGN)) {
          throw new Violation(`${address.pathname} names the host that a request claims`, {
            calls: [
              {
                request: `GET ${address.pathname}`,
                arguments: claims,
                status: answer.status,
                answer: `it names ${FOREIGN}`,
              },
            ],
          });
        }
      }
    }
    return `${addresses.length} answers, the same whatever host was claimed`;
  },
  saboteurs: [
    {
      breaks: 'writes its metadata for the host that was forwarded',
      caught: /oauth-authorization-server names the host that a request claims/u,
      sabotage: (wire) => believing(wire, /authorization-server/u, 'x-forwarded-host'),
    },
    {
      breaks: 'challenges with the host that was forwarded, by its newer name',
      hides: 'rare argument',
      caught: /\/mcp names the host that a request claims/u,
      sabotage: (wire) => believing(wire, /\/mcp$/u, 'forwarded'),
    },
  ],
});

/** Puts the claimed host in the place of the true one. */
function believing({ fetch }: Wire, where: RegExp, header: string): Fetch {
  return async (request) => {
    const response = await fetch(request);
    const claimed = request.headers.get(header)?.replace(/^host=|;.*$/gu, '');
    if (claimed === undefined || !where.test(new URL(request.url).pathname)) return response;
    const poisoned = (text: string) => text.replaceAll(/(?:issuer|connector)\.test/gu, claimed);
    const headers = [...response.headers].map(([name, value]): [string, string] => [name, poisoned(value)]);
    return new Response(poisoned(await response.text()), { status: response.status, headers });
  };
}
