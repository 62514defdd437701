import {
  newGrant,
  otherClient,
  renewal,
  requestTokens,
  tokensFor,
  tokensIn,
} from '../../../client/authorization-probe.ts';
import { defineCheck } from '../../../define.ts';
import { Violation } from '../../../finding.ts';
import { rewriteTokenRequest } from '../../../sabotage/sabotage-authorization.ts';

export default defineCheck({
  requirement: 'auth.refresh-bound',
  async run(connector) {
    const other = await otherClient(connector);
    const grant = await newGrant(connector);
    const form = renewal({ ...grant, tokens: await tokensFor(connector, renewal(grant)) });
    const attempts: Record<string, (form: URLSearchParams) => void> = {
      'to another client': (stolen) => stolen.set('client_id', other.clientId),
      'to a client that does not say who it is': (stolen) => stolen.delete('client_id'),
    };
    for (const [attempt, change] of Object.entries(attempts)) {
      const stolen = new URLSearchParams(form);
      change(stolen);
      const answer = await requestTokens(connector, stolen);
      if (tokensIn(answer) !== null)
        throw new Violation(`a refresh token gave tokens ${attempt}`, { calls: [answer.exchange] });
    }
    return 'renews for its own client alone';
  },
  saboteurs: [
    {
      breaks: 'renews for whoever has the refresh token',
      caught: /gave tokens to another client/u,
      sabotage: (wire) => knowingOwner(wire, () => true),
    },
    {
      breaks: 'takes a client that names nobody for the right one',
      caught: /does not say who it is/u,
      sabotage: (wire) => knowingOwner(wire, (form) => !form.has('client_id')),
    },
  ],
});

/** Takes the first client that renewed for the one that renews now. */
function knowingOwner(
  wire: Parameters<typeof rewriteTokenRequest>[0],
  when: (form: URLSearchParams) => boolean,
) {
  let owner: string | null = null;
  return rewriteTokenRequest(wire, (form) => {
    owner ??= form.get('client_id');
    if (when(form)) form.set('client_id', owner ?? '');
  });
}
