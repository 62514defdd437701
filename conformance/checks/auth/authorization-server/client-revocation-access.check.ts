import { newGrant } from '../../../client/authorization-probe.ts';
import { defineCheck } from '../../../define.ts';
import { NotTestable, Violation } from '../../../finding.ts';
import { knock } from '../../../client/raw-request.ts';
import { giveBack, onlyAnswering } from './revocation.ts';

const KINDS = ['refresh_token', 'access_token'] as const;

export default defineCheck({
  requirement: 'auth.client-revocation-access',
  async run(connector) {
    for (const kind of KINDS) {
      const grant = await newGrant(connector);
      const before = await knock(connector, grant.tokens.access_token);
      if (before.status !== 200)
        throw new NotTestable(`a new access token is answered with ${before.status}`);
      await giveBack(connector, grant, grant.tokens[kind] ?? '');
      const after = await knock(connector, grant.tokens.access_token);
      if (after.status !== 401)
        throw new Violation(`once the ${kind} was given back, the next call got ${after.status}, not 401`, {
          calls: [before.exchange, after.exchange],
        });
    }
    return 'given back, and the very next call is refused';
  },
  saboteurs: [
    {
      breaks: 'leaves access tokens to their expiry',
      caught: /access_token was given back, the next call got 200/u,
      sabotage: (wire) => onlyAnswering(wire, (token) => token.includes('.')),
    },
  ],
});
