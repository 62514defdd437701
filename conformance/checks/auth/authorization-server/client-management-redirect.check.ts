import { defineCheck } from '../../../define.ts';
import { NotTestable, Violation } from '../../../finding.ts';
import { REDIRECT_URI } from '../../../client/oauth-client.ts';
import { rewriteResponses } from '../../../sabotage/sabotage.ts';
import { manage, managedClient } from './registration.ts';

const FOREIGN = 'https://example.org/callback';

export default defineCheck({
  requirement: 'auth.client-management-redirect',
  async run(connector) {
    const client = await managedClient(connector);
    let { token } = client;
    const put = async (redirectUris: string[]) => {
      const answer = await manage(connector, client, {
        method: 'PUT',
        token,
        wishes: { redirect_uris: redirectUris },
      });
      const next = answer.body['registration_access_token'];
      if (typeof next === 'string') token = next;
      return answer;
    };
    const control = await put([REDIRECT_URI]);
    if (control.status !== 200)
      throw new NotTestable(`a client that changes nothing is answered with ${control.status}`);
    for (const uris of [[FOREIGN], [REDIRECT_URI, FOREIGN]]) {
      const answer = await put(uris);
      const kept = answer.body['redirect_uris'];
      if (answer.status === 200 && Array.isArray(kept) && kept.includes(FOREIGN))
        throw new Violation(`a registered client changed its redirect address to ${FOREIGN}`, {
          calls: [answer.exchange],
        });
    }
    return 'changed to what it was; not to a foreign address';
  },
  saboteurs: [
    {
      breaks: 'looks at redirect addresses at registration only',
      caught: /changed its redirect address to https:\/\/example\.org/u,
      sabotage: (wire) =>
        rewriteResponses(
          wire,
          (_url, request) => request.method === 'PUT',
          async (_response, request) => Response.json(await request.json()),
        ),
    },
  ],
});
