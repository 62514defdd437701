import {
  newGrant,
  redemption,
  renewal,
  requestTokens,
  tokensFor,
  tokensIn,
} from '../../../client/authorization-probe.ts';
import { defineCheck } from '../../../define.ts';
import { NotTestable, Violation } from '../../../finding.ts';
import { knock } from '../../../client/raw-request.ts';
import { rewriteForm } from '../../../sabotage/sabotage-authorization.ts';

export default defineCheck({
  requirement: 'auth.code-replay',
  async run(connector) {
    const untouched = await newGrant(connector);
    const form = await redemption(connector);
    const grant = { ...untouched, tokens: await tokensFor(connector, form) };
    const before = await knock(connector, grant.tokens.access_token);
    if (before.status !== 200) throw new NotTestable(`a new access token is answered with ${before.status}`);

    const replay = await requestTokens(connector, form);
    const after = await knock(connector, grant.tokens.access_token);
    const renewed = await requestTokens(connector, renewal(grant));
    const calls = [before.exchange, replay.exchange, after.exchange, renewed.exchange];
    if (after.status !== 401)
      throw new Violation(`after its code was replayed, an access token still got ${after.status}`, {
        calls,
      });
    if (tokensIn(renewed) !== null)
      throw new Violation('after its code was replayed, a refresh token still renews', { calls });
    if ((await knock(connector, untouched.tokens.access_token)).status !== 200)
      throw new Violation('the replay of one code ended another authorization too', { calls });
    return 'replayed, and all that came of the code is refused';
  },
  saboteurs: [
    {
      breaks: 'only refuses the second use of a code',
      hides: 'retry',
      caught: /access token still got 200/u,
      sabotage(wire) {
        const seen = new Set<string | null>();
        return rewriteForm(wire, 'code', (form) => {
          const code = form.get('code');
          if (seen.has(code)) form.set('code', 'unknown');
          seen.add(code);
        });
      },
    },
  ],
});
