import { newGrant, renewal, requestTokens, tokensIn } from '../../../client/authorization-probe.ts';
import { defineCheck } from '../../../define.ts';
import { NotTestable, Violation } from '../../../finding.ts';
import { knock } from '../../../client/raw-request.ts';
import { manage, managedClient } from './registration.ts';

export default defineCheck({
  requirement: 'auth.client-deletion',
  async run(connector) {
    const client = await managedClient(connector);
    const grant = await newGrant(connector, { clientId: client.clientId });
    const before = await knock(connector, grant.tokens.access_token);
    if (before.status !== 200) throw new NotTestable(`a new access token is answered with ${before.status}`);

    const deleted = await manage(connector, client, { method: 'DELETE', token: client.token });
    if (deleted.status !== 204)
      throw new NotTestable(`a client that deletes itself is answered with ${deleted.status}`);
    const after = await knock(connector, grant.tokens.access_token);
    const calls = [before.exchange, deleted.exchange, after.exchange];
    if (after.status !== 401)
      throw new Violation(`once its client was deleted, an access token got ${after.status}`, { calls });
    if (tokensIn(await requestTokens(connector, renewal(grant))) !== null)
      throw new Violation('once its client was deleted, a refresh token still renews', { calls });
    return 'deleted, and its authorization with it';
  },
  saboteurs: [
    {
      breaks: 'deletes the client and leaves its authorizations',
      caught: /client was deleted, an access token got 200/u,
      sabotage:
        ({ fetch }) =>
        async (request) =>
          request.method === 'DELETE' ? new Response(null, { status: 204 }) : fetch(request),
    },
  ],
});
