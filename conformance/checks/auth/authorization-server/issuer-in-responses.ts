import { ask } from '../../../client/authorization-probe.ts';
import { oncePerConnector } from '../../../connector.ts';
import { NotTestable } from '../../../finding.ts';
import { whyNoCode } from '../../../client/oauth-client.ts';

/** One authorization response of each kind: a code, a refusal by the user, a mistake of the client. */
export const authorizationResponses = oncePerConnector(async (connector) => {
  const walks = {
    'a code': await ask(connector),
    'a denial': await ask(connector, { press: /deny|cancel/iu }),
    'an error': await ask(connector, { edit: (start) => start.searchParams.delete('code_challenge') }),
  };
  return Object.entries(walks).map(([kind, walk]) => {
    if (walk.callback === null) throw new NotTestable(`no answer came to the client: ${whyNoCode(walk)}`);
    return { kind, issuer: walk.callback.searchParams.get('iss') };
  });
});
