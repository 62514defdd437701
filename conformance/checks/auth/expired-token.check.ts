import { defineCheck } from '../../define.ts';
import { questionOfCaller, remembering } from '../../sabotage/faulty-gates.ts';
import { NotTestable, Violation } from '../../finding.ts';
import { knock } from '../../client/raw-request.ts';

const TOLERANCE_SECONDS = 120;

export default defineCheck({
  requirement: 'auth.expired-token',
  async run(connector) {
    const witness = connector.witness();
    const { tokens } = await connector.grant('wide');
    if (tokens.expires_in === undefined)
      throw new NotTestable('the token response does not say when the token expires');
    const before = await knock(connector, tokens.access_token);
    if (before.status !== 200) throw new NotTestable(`a new access token is answered with ${before.status}`);
    try {
      await witness.advance(`PT${tokens.expires_in + TOLERANCE_SECONDS}S`);
      const after = await knock(connector, tokens.access_token);
      if (after.status !== 401) {
        throw new Violation(`an expired token got ${after.status}, not 401`, {
          calls: [before.exchange, after.exchange],
        });
      }
    } finally {
      await witness.reset(['clock']);
    }
    return `refused after ${tokens.expires_in} seconds`;
  },
  saboteurs: [
    {
      breaks: 'does not look at the expiry',
      caught: /expired token got 200/u,
      sabotage: (wire) =>
        remembering(wire, {
          key: questionOfCaller,
          when: (status) => status === 401,
        }),
    },
  ],
});
