import {
  otherClient,
  redemption,
  requestTokens,
  tokensFor,
  tokensIn,
} from '../../../client/authorization-probe.ts';
import { defineCheck } from '../../../define.ts';
import { Violation } from '../../../finding.ts';
import { REDIRECT_URI } from '../../../client/oauth-client.ts';
import { rewriteTokenRequest } from '../../../sabotage/sabotage-authorization.ts';

export default defineCheck({
  requirement: 'auth.code-bound',
  async run(connector) {
    const other = await otherClient(connector);
    const attempts: Record<string, (form: URLSearchParams) => void> = {
      'by another client': (form) => form.set('client_id', other.clientId),
      'with another redirect address': (form) => form.set('redirect_uri', `${REDIRECT_URI}/elsewhere`),
    };
    await tokensFor(connector, await redemption(connector));
    for (const [attempt, change] of Object.entries(attempts)) {
      const form = await redemption(connector);
      change(form);
      const answer = await requestTokens(connector, form);
      if (tokensIn(answer) !== null)
        throw new Violation(`a code was redeemed ${attempt}`, { calls: [answer.exchange] });
    }
    return 'redeemed by its client with its address; refused to another client and with another address';
  },
  saboteurs: [
    {
      breaks: 'does not ask whose code it is',
      caught: /redeemed by another client/u,
      sabotage(wire) {
        let client: string | null = null;
        return rewriteTokenRequest(
          {
            fetch: async (request) => {
              client = new URL(request.url).searchParams.get('client_id') ?? client;
              return wire.fetch(request);
            },
          },
          (form) => form.set('client_id', client ?? ''),
        );
      },
    },
    {
      breaks: 'does not compare the redirect address',
      caught: /with another redirect address/u,
      sabotage: (wire) => rewriteTokenRequest(wire, (form) => form.set('redirect_uri', REDIRECT_URI)),
    },
  ],
});
