import { listCalls } from '../../../samples/any-call.ts';
import { defineCheck } from '../../../define.ts';
import { NotTestable, Violation } from '../../../finding.ts';
import type { Gate } from '../../../witness/inside.ts';
import { bearerOf, outboundDuring } from '../../../witness/outbound.ts';
import { rawCall } from '../../../client/raw-call.ts';

const ELSEWHERE = 'https://elsewhere.example/api';

export default defineCheck({
  requirement: 'auth.redirect-keeps-token',
  async run(connector) {
    const token = await (await connector.token('wide'))();
    const [call] = await listCalls(connector);
    for (const status of [301, 302, 303, 307, 308]) {
      let redirected = 0;
      const gate: Gate = async (request, send) => {
        if (request.url.startsWith(ELSEWHERE)) return Response.json({});
        if (bearerOf(request) === '') return send(request);
        redirected += 1;
        if (request.redirect === 'follow')
          throw new Violation(`a request to the API would follow a redirect with its token`);
        return new Response(null, { status, headers: { location: ELSEWHERE } });
      };
      const outbound = await outboundDuring(connector, async () => rawCall(connector, token, call), gate);
      if (redirected === 0) throw new NotTestable(`${call.tool} asked nobody with a token`);
      if (outbound.some(({ url }) => url.href.startsWith(ELSEWHERE)))
        throw new Violation(`a redirect with ${status} took a request of the connector to another origin`);
    }
    return 'a redirect of the API leads nowhere';
  },
  saboteurs: [
    {
      breaks: 'follows a redirect as browsers do',
      caught: /redirect with 307 took a request of the connector to another origin/u,
      sabotage({ fetch, mischief }) {
        mischief.outbound(async (request, send) => {
          const again = request.clone();
          const response = await send(request);
          const location = response.headers.get('location');
          return response.status === 307 && location !== null ? send(new Request(location, again)) : response;
        });
        return fetch;
      },
    },
  ],
});
