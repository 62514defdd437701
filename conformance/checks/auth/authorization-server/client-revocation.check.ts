import {
  newGrant,
  renewal,
  requestTokens,
  tokensFor,
  tokensIn,
} from '../../../client/authorization-probe.ts';
import { defineCheck } from '../../../define.ts';
import { Violation } from '../../../finding.ts';
import { giveBack, onlyAnswering } from './revocation.ts';

export default defineCheck({
  requirement: 'auth.client-revocation',
  async run(connector) {
    const grant = await newGrant(connector);
    const renewed = { ...grant, tokens: await tokensFor(connector, renewal(grant)) };
    const revoked = await giveBack(connector, renewed, renewed.tokens.refresh_token ?? '');
    if (revoked.status !== 200)
      throw new Violation(`giving back a refresh token is answered with ${revoked.status}`, {
        calls: [revoked.exchange],
      });
    const after = await requestTokens(connector, renewal(renewed));
    if (tokensIn(after) !== null)
      throw new Violation('a refresh token that was given back still renews', { calls: [after.exchange] });
    return 'renewed, given back, refused';
  },
  saboteurs: [
    {
      breaks: 'answers that a token was ended and leaves it as it is',
      caught: /given back still renews/u,
      sabotage: (wire) => onlyAnswering(wire, () => true),
    },
  ],
});
