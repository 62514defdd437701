import { defineCheck } from '../../define.ts';
import { Violation } from '../../finding.ts';
import { authorize, discover, redeem, register } from '../../client/oauth-client.ts';
import { knock } from '../../client/raw-request.ts';

const ELSEWHERE = 'https://resource.example.org/mcp';

export default defineCheck({
  requirement: 'auth.audience',
  async run(connector) {
    const { url, fetch } = connector;
    const credentials = connector.credentials('wide');
    const discovery = await discover(url, fetch);
    const { client_id: clientId } = await register(discovery, fetch);
    const authorization = await authorize(discovery, fetch, { clientId, credentials, resource: ELSEWHERE });
    if (authorization.callback?.searchParams.has('code') !== true) {
      return 'the authorization server authorizes no other resource';
    }
    const tokens = await redeem(discovery, fetch, { clientId, authorization, resource: ELSEWHERE }).catch(
      () => null,
    );
    if (tokens === null) return 'the authorization server gives no token for another resource';
    const { status, exchange } = await knock(connector, tokens.access_token);
    if (status !== 401) {
      throw new Violation(`a token that was asked for ${ELSEWHERE} got ${status} here, not 401`, {
        calls: [exchange],
      });
    }
    return 'a token for another resource is refused';
  },
  saboteurs: [
    {
      breaks: 'gives everybody a token for itself, whatever they ask for',
      caught: /asked for https:\/\/resource\.example\.org\/mcp got 200 here/u,
      sabotage:
        ({ fetch }) =>
        async (request) => {
          const url = new URL(request.url);
          url.searchParams.delete('resource');
          if (request.method !== 'POST') return fetch(new Request(url, request));
          const body = new URLSearchParams(await request.clone().text());
          if (!body.has('grant_type')) return fetch(request);
          body.delete('resource');
          return fetch(new Request(request, { method: 'POST', body: body.toString() }));
        },
    },
  ],
});
