import {
  newGrant,
  otherClient,
  renewal,
  requestTokens,
  tokensIn,
} from '../../../client/authorization-probe.ts';
import { defineCheck } from '../../../define.ts';
import { Violation } from '../../../finding.ts';
import { knock } from '../../../client/raw-request.ts';
import { rewriteForm } from '../../../sabotage/sabotage-authorization.ts';
import { rewriteResponses } from '../../../sabotage/sabotage.ts';
import { giveBack } from './revocation.ts';

export default defineCheck({
  requirement: 'auth.client-revocation-own',
  async run(connector) {
    const grant = await newGrant(connector);
    const thief = await otherClient(connector);
    for (const kind of ['access_token', 'refresh_token'] as const) {
      await giveBack(connector, thief, grant.tokens[kind] ?? '');
      const { status, exchange } = await knock(connector, grant.tokens.access_token);
      if (status !== 200)
        throw new Violation(`another client ended an authorization by its ${kind}`, { calls: [exchange] });
    }
    const renewed = await requestTokens(connector, renewal(grant));
    if (tokensIn(renewed) === null)
      throw new Violation('another client ended an authorization: its refresh token renews no more', {
        calls: [renewed.exchange],
      });
    const garbage = await giveBack(connector, grant, 'nobody-knows-this-token');
    if (garbage.status !== 200)
      throw new Violation(`a token that nobody knows is answered with ${garbage.status}, not 200`, {
        calls: [garbage.exchange],
      });
    return 'another client ends nothing; an unknown token is no error';
  },
  saboteurs: [
    {
      breaks: 'ends whatever anybody gives back',
      caught: /another client ended an authorization by its access_token/u,
      sabotage(wire) {
        let owner: string | null = null;
        const fetch = rewriteForm(wire, 'code', (form) => (owner = form.get('client_id')));
        return rewriteForm({ fetch }, 'token', (form) => form.set('client_id', owner ?? ''));
      },
    },
    {
      breaks: 'says which tokens there are',
      caught: /nobody knows is answered with 404/u,
      sabotage: (wire) =>
        rewriteResponses(
          wire,
          (_url, request) => request.method === 'POST',
          async (response, request) =>
            (await request.text()).includes('nobody-knows') ? new Response(null, { status: 404 }) : response,
        ),
    },
  ],
});
