import type { Wire } from '../../../define.ts';
import { defineCheck } from '../../../define.ts';
import { NotTestable, Violation } from '../../../finding.ts';
import { knock } from '../../../client/raw-request.ts';
import type { Fetch } from '../../../client/wire.ts';

export default defineCheck({
  requirement: 'auth.token-elsewhere',
  async run(connector) {
    const token = await (await connector.token('wide'))();
    const control = await knock(connector, token);
    if (control.status !== 200)
      throw new NotTestable(`the token in its header is answered with ${control.status}`);
    const form = { 'content-type': 'application/x-www-form-urlencoded' };
    const places = {
      'a cookie': { headers: { cookie: `access_token=${token}; token=${token}` } },
      'a header of another name': { headers: { 'x-access-token': token, 'x-api-key': token } },
      'a form': { headers: form, body: new URLSearchParams({ access_token: token }).toString() },
    };
    for (const [place, sent] of Object.entries(places)) {
      const { status, exchange } = await knock(connector, null, undefined, sent);
      if (status !== 401)
        throw new Violation(`a token in ${place} got ${status}, not 401`, {
          calls: [control.exchange, exchange],
        });
    }
    return `a token in ${Object.keys(places).length} other places is as good as none`;
  },
  saboteurs: [
    {
      breaks: 'takes the token from a cookie, as web pages have it',
      caught: /token in a cookie got 200/u,
      sabotage: (wire) => tokenFrom(wire, async ({ headers }) => headers.get('cookie')),
    },
    {
      breaks: 'takes the token from a form',
      caught: /token in a form got 200/u,
      sabotage: (wire) =>
        tokenFrom(wire, async (request) =>
          request.headers.get('content-type')?.includes('form') === true ? request.text() : null,
        ),
    },
  ],
});

function tokenFrom({ fetch, url }: Wire, place: (request: Request) => Promise<string | null>): Fetch {
  return async (request) => {
    const kept = request.clone();
    const response = await fetch(request);
    if (request.url !== url.href || response.status !== 401) return response;
    return /access_token=/u.test((await place(kept)) ?? '') ? Response.json({}) : response;
  };
}
