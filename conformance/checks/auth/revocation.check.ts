import { defineCheck } from '../../define.ts';
import { questionOfCaller, remembering } from '../../sabotage/faulty-gates.ts';
import { NotTestable, Violation } from '../../finding.ts';
import { towardsNarrow } from '../../sabotage/hiding.ts';
import { knock } from '../../client/raw-request.ts';

export default defineCheck({
  requirement: 'auth.revocation',
  async run(connector) {
    for (const who of ['wide', 'narrow'] as const) {
      const { clientId, tokens } = await connector.grant(who);
      const before = await knock(connector, tokens.access_token);
      if (before.status !== 200)
        throw new NotTestable(`a new access token is answered with ${before.status}`);

      await connector.witness().revoke(connector.credentials(who).email, clientId);
      for (const call of ['next', 'second']) {
        const after = await knock(connector, tokens.access_token);
        if (after.status !== 401) {
          throw new Violation(
            `after the grant of ${who} was revoked, the ${call} call got ${after.status}, not 401`,
            { calls: [before.exchange, after.exchange] },
          );
        }
      }
    }
    return '200, revoked, 401 and 401 again, for two users';
  },
  saboteurs: [
    {
      breaks: 'goes on serving what it remembers',
      caught: /next call got 200, not 401/u,
      sabotage: (wire) =>
        remembering(wire, {
          key: questionOfCaller,
          when: (status) => status === 401,
        }),
    },
    {
      breaks: 'never forgets a user who may see little',
      caught: /grant of narrow was revoked, the next call got 200/u,
      hides: 'role',
      sabotage: (wire) =>
        towardsNarrow(wire, (their) =>
          remembering(their, { key: questionOfCaller, when: (status) => status === 401 }),
        ),
    },
    {
      breaks: 'refuses a revoked token once and then lets it in again',
      caught: /second call got 200, not 401/u,
      hides: 'retry',
      sabotage(wire) {
        let refusals = 0;
        return remembering(wire, {
          key: questionOfCaller,
          when: (status) => status === 401 && (refusals += 1) > 1,
        });
      },
    },
  ],
});
