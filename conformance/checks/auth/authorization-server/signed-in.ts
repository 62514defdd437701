import { ask, codeIn } from '../../../client/authorization-probe.ts';
import { Browser } from '../../../client/browser.ts';
import type { Connector } from '../../../connector.ts';
import { NotApplicable, NotTestable } from '../../../finding.ts';
import { whyNoCode } from '../../../client/oauth-client.ts';

/** Signs in and approves our client, in a new browser or in one that came so far. */
export async function signedIn(
  connector: Connector,
  browser = new Browser(connector.fetch),
): Promise<Browser> {
  const walk = await ask(connector, { browser });
  if (codeIn(walk) === null) throw new NotTestable(whyNoCode(walk));
  if (!(await isSignedIn(connector, browser)))
    throw new NotApplicable('nobody stays signed in: every authorization asks for the password');
  return browser;
}

/** Whether another authorization in this browser asks for no password; leaves its cookies as they are. */
export async function isSignedIn(connector: Connector, browser: Browser): Promise<boolean> {
  const { pages, callback } = await ask(connector, { browser: await browser.twin(), until: 'consent' });
  const kinds = pages.map(({ kind }) => kind);
  return !kinds.includes('sign-in') && (kinds.includes('consent') || callback !== null);
}
