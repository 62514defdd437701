import { defineCheck } from '../../define.ts';
import { NotTestable, Violation } from '../../finding.ts';
import { refresh } from '../../client/oauth-client.ts';
import { knock } from '../../client/raw-request.ts';
import { rewriteResponses } from '../../sabotage/sabotage.ts';

export default defineCheck({
  requirement: 'auth.refresh',
  async run(connector) {
    const grant = await connector.grant('wide');
    const before = await knock(connector, grant.tokens.access_token);
    if (before.status !== 200) throw new NotTestable(`a new access token is answered with ${before.status}`);
    if (grant.tokens.refresh_token === undefined)
      throw new Violation('the client got no refresh token to renew with');

    const renewed = await refresh(grant, connector.fetch).catch((error: unknown) => {
      throw new Violation(
        `the refresh token does not renew the access token: ${error instanceof Error ? error.message : ''}`,
      );
    });
    const after = await knock(connector, renewed.access_token);
    if (after.status !== 200) {
      throw new Violation(`the renewed access token is refused: ${after.status}`, {
        calls: [after.exchange],
      });
    }
    return 'renewed without the user, and accepted';
  },
  saboteurs: [
    {
      breaks: 'lets nobody renew a token',
      caught: /does not renew the access token/u,
      sabotage: (wire) =>
        rewriteResponses(
          wire,
          (_url, request) => request.method === 'POST',
          async (response, request) =>
            (await request.text()).includes('grant_type=refresh_token')
              ? Response.json({ error: 'invalid_grant' }, { status: 400 })
              : response,
        ),
    },
  ],
});
