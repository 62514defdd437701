import { ask, CLAUDE, claudeClient } from '../../../client/authorization-probe.ts';
import { oncePerConnector } from '../../../connector.ts';
import { NotTestable } from '../../../finding.ts';
import { REDIRECT_URI, whyNoCode } from '../../../client/oauth-client.ts';

/** What one client shows on the page to approve on, once sent back to Claude and once to a program on the own computer. */
export const consentTexts = oncePerConnector(async (connector) => {
  const { clientId } = await claudeClient(connector);
  const read = async (redirectUri: string) => {
    const walk = await ask(connector, { clientId, redirectUri, until: 'consent' });
    const page = walk.pages.at(-1);
    if (walk.form === null || page === undefined) throw new NotTestable(whyNoCode(walk));
    return { redirectUri, text: page.text };
  };
  return { claude: await read(CLAUDE), loopback: await read(REDIRECT_URI) };
});
