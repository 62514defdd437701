import { defineCheck } from '../../define.ts';
import { NotTestable, Violation } from '../../finding.ts';
import { knock } from '../../client/raw-request.ts';

export default defineCheck({
  requirement: 'auth.per-user-and-client',
  async run(connector) {
    const ended = await connector.grant('wide');
    const others = {
      'the same user in another client': await connector.grant('wide'),
      'another user': await connector.grant('narrow'),
    };
    for (const { tokens } of [ended, ...Object.values(others)]) {
      const { status } = await knock(connector, tokens.access_token);
      if (status !== 200) throw new NotTestable(`a new access token is answered with ${status}`);
    }

    await connector.witness().revoke(connector.credentials('wide').email, ended.clientId);
    const gone = await knock(connector, ended.tokens.access_token);
    if (gone.status !== 401)
      throw new NotTestable(`the revoked grant is answered with ${gone.status}: see auth.revocation`);
    for (const [whose, { tokens }] of Object.entries(others)) {
      const { status, exchange } = await knock(connector, tokens.access_token);
      if (status !== 200) {
        throw new Violation(`ending one authorization ended that of ${whose} too: ${status}`, {
          calls: [exchange],
        });
      }
    }
    return 'one ended; the same user elsewhere and another user go on';
  },
  saboteurs: [
    {
      breaks: 'shuts everybody out when one authorization ends',
      caught: /ended that of the same user in another client too/u,
      sabotage({ fetch, url }) {
        const good = new Set<string | null>();
        let shut = false;
        return async (request) => {
          const bearer = request.headers.get('authorization');
          const response = await fetch(request);
          if (request.url !== url.href || bearer === null) return response;
          if (response.ok) good.add(bearer);
          else if (response.status === 401 && good.has(bearer)) shut = true;
          return shut ? new Response(null, { status: 401 }) : response;
        };
      },
    },
  ],
});
