import { ask } from '../../../client/authorization-probe.ts';
import type { Visit } from '../../../client/browser.ts';
import { oncePerConnector } from '../../../connector.ts';
import { NotTestable } from '../../../finding.ts';
import { whyNoCode } from '../../../client/oauth-client.ts';

/** The pages that people come to see: both of a sign-in, that after a mistake, and one that says that nothing goes on. */
export const seenPages = oncePerConnector(
  async (connector): Promise<readonly (readonly [what: string, visit: Visit])[]> => {
    const credentials = connector.credentials('wide');
    const good = await ask(connector);
    const mistaken = await ask(connector, {
      credentials: { ...credentials, password: `${credentials.password}?` },
    });
    const lost = await ask(connector, {
      edit: (start) => start.searchParams.set('client_id', 'nobody-registered-this'),
    });
    const signIn = good.pages.find(({ kind }) => kind === 'sign-in');
    const consent = good.pages.find(({ kind }) => kind === 'consent');
    if (signIn === undefined || consent === undefined)
      throw new NotTestable(`the pages to sign in and to approve on were not seen: ${whyNoCode(good)}`);
    return [
      ['the sign-in page', signIn.visit],
      ['the page to approve on', consent.visit],
      ...mistaken.pages.slice(-1).map(({ visit }) => ['the page after a wrong password', visit] as const),
      ...lost.pages.slice(-1).map(({ visit }) => ['the page about an unknown client', visit] as const),
    ];
  },
);
