import { defineCheck } from '../../define.ts';
import { Violation } from '../../finding.ts';
import { discover, register, REDIRECT_URI } from '../../client/oauth-client.ts';
import { rewriteDocument, rewriteResponses } from '../../sabotage/sabotage.ts';

export default defineCheck({
  requirement: 'auth.registration',
  async run({ url, fetch }) {
    const discovery = await discover(url, fetch);
    if (discovery.server.registration_endpoint === undefined) {
      throw new Violation('the authorization server names no registration endpoint');
    }
    const ids = new Set<string>();
    for (let client = 0; client < 2; client += 1) {
      const registered = await register(discovery, fetch).catch((error: unknown) => {
        throw new Violation(
          `registration of an unknown client is refused: ${error instanceof Error ? error.message : ''}`,
        );
      });
      if (!registered.redirect_uris.includes(REDIRECT_URI)) {
        throw new Violation(`the registered client lost its loopback redirect address ${REDIRECT_URI}`);
      }
      ids.add(registered.client_id);
    }
    if (ids.size < 2) throw new Violation('two clients registered and got the same client_id');
    return 'two unknown clients registered';
  },
  saboteurs: [
    {
      breaks: 'knows no registration endpoint',
      caught: /names no registration endpoint/u,
      sabotage: (wire) =>
        rewriteDocument(
          wire,
          'oauth-authorization-server',
          ({ registration_endpoint: _gone, ...document }) => document,
        ),
    },
    {
      breaks: 'refuses clients that it does not know',
      caught: /unknown client is refused/u,
      sabotage: (wire) =>
        rewriteResponses(
          wire,
          (_url, request) => request.method === 'POST',
          (response) =>
            response.status === 201 ? Response.json({ error: 'access_denied' }, { status: 403 }) : response,
        ),
    },
  ],
});
