import {
  newGrant,
  ourClient,
  renewal,
  requestTokens,
  tokensFor,
  tokensIn,
} from '../../../client/authorization-probe.ts';
import { defineCheck } from '../../../define.ts';
import { Violation } from '../../../finding.ts';
import type { Wire } from '../../../define.ts';
import type { Fetch } from '../../../client/wire.ts';

const ACCESS_TOKEN = 'urn:ietf:params:oauth:token-type:access_token';

export default defineCheck({
  requirement: 'auth.grant-types',
  async run(connector) {
    const { clientId, discovery } = await ourClient(connector);
    const { email, password } = connector.credentials('wide');
    const grant = await newGrant(connector);
    const common = { client_id: clientId, resource: discovery.resource.resource };
    const attempts: Record<string, Record<string, string>> = {
      'the password of a user': { grant_type: 'password', username: email, password },
      'being a client': { grant_type: 'client_credentials' },
      'the access token of a user': {
        grant_type: 'urn:ietf:params:oauth:grant-type:token-exchange',
        subject_token: grant.tokens.access_token,
        subject_token_type: ACCESS_TOKEN,
      },
      'what nobody knows': { grant_type: 'urn:example:anything' },
      'a refresh token under no name': { refresh_token: grant.tokens.refresh_token ?? '' },
    };
    for (const [attempt, fields] of Object.entries(attempts)) {
      const answer = await requestTokens(connector, new URLSearchParams({ ...common, ...fields }));
      if (tokensIn(answer) !== null)
        throw new Violation(`a client got tokens for ${attempt}`, { calls: [answer.exchange] });
    }
    await tokensFor(connector, renewal(grant));
    return `tokens for a code and a refresh token; none for ${Object.keys(attempts).join(', ')}`;
  },
  saboteurs: [
    {
      breaks: 'gives tokens for the password of a user',
      caught: /got tokens for the password of a user/u,
      sabotage: (wire) => granting(wire, (form) => form.get('grant_type') === 'password'),
    },
    {
      breaks: 'lets any client exchange tokens of users',
      caught: /got tokens for the access token of a user/u,
      sabotage: (wire) => granting(wire, (form) => form.has('subject_token')),
    },
    {
      breaks: 'gives tokens to a client in its own name',
      caught: /got tokens for being a client/u,
      sabotage: (wire) => granting(wire, (form) => form.get('grant_type') === 'client_credentials'),
    },
  ],
});

function granting({ fetch }: Wire, which: (form: URLSearchParams) => boolean): Fetch {
  return async (request) => {
    const form = new URLSearchParams(request.method === 'POST' ? await request.clone().text() : '');
    return which(form) ? Response.json({ access_token: 'a', token_type: 'Bearer' }) : fetch(request);
  };
}
