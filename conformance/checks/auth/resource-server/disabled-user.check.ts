import { defineCheck } from '../../../define.ts';
import { questionOfCaller, remembering } from '../../../sabotage/faulty-gates.ts';
import { NotTestable, Violation } from '../../../finding.ts';
import { knock } from '../../../client/raw-request.ts';

export default defineCheck({
  requirement: 'auth.disabled-user',
  async run(connector) {
    const witness = connector.witness();
    const { email } = connector.credentials('narrow');
    const { tokens } = await connector.grant('narrow');
    const before = await knock(connector, tokens.access_token);
    if (before.status !== 200) throw new NotTestable(`a new access token is answered with ${before.status}`);
    try {
      await witness.change(email, { disabled: true });
      const after = await knock(connector, tokens.access_token);
      if (after.status !== 401)
        throw new Violation(`the next call of a user who was disabled got ${after.status}, not 401`, {
          calls: [before.exchange, after.exchange],
        });
    } finally {
      await witness.change(email, { disabled: false });
    }
    return '200, disabled, 401';
  },
  saboteurs: [
    {
      breaks: 'asks for the account when somebody signs in, and not again',
      caught: /user who was disabled got 200/u,
      sabotage: (wire) => remembering(wire, { key: questionOfCaller, when: (status) => status === 401 }),
    },
  ],
});
