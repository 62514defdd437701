import { defineCheck } from '../../../define.ts';
import { questionOfCaller, remembering } from '../../../faulty-gates.ts';
import { NotApplicable, NotTestable, Violation } from '../../../finding.ts';
import { knock } from '../../../raw-request.ts';
import { jsonSchema } from '../../../wire.ts';

export default defineCheck({
  requirement: 'auth.revoked-by-client',
  async run(connector) {
    const { clientId, discovery, tokens } = await connector.grant('wide');
    const { revocation_endpoint: endpoint } = jsonSchema.parse(discovery.server);
    if (typeof endpoint !== 'string')
      throw new NotApplicable('the authorization server publishes no revocation endpoint');
    const before = await knock(connector, tokens.access_token);
    if (before.status !== 200) throw new NotTestable(`a new access token is answered with ${before.status}`);
    const body = new URLSearchParams({
      token: tokens.refresh_token ?? tokens.access_token,
      client_id: clientId,
    });
    const revoked = await connector.fetch(new Request(endpoint, { method: 'POST', body }));
    if (!revoked.ok) throw new NotTestable(`the revocation endpoint answers ${revoked.status}`);
    const after = await knock(connector, tokens.access_token);
    if (after.status !== 401)
      throw new Violation(`after the client signed out, the next call got ${after.status}, not 401`, {
        calls: [before.exchange, after.exchange],
      });
    return '200, revoked by the client, 401';
  },
  saboteurs: [
    {
      breaks: 'believes in a token as long as it has not expired',
      caught: /after the client signed out, the next call got 200/u,
      sabotage: (wire) => remembering(wire, { key: questionOfCaller, when: (status) => status === 401 }),
    },
  ],
});
