import { parse } from 'node-html-parser';
import { ask, ourClient, redemptionOf, tokensFor } from '../../../client/authorization-probe.ts';
import { Browser } from '../../../client/browser.ts';
import type { Connector, Who } from '../../../connector.ts';
import { filledIn } from '../../../client/consent-pages.ts';
import type { FilledForm } from '../../../client/consent-pages.ts';
import { NotTestable } from '../../../finding.ts';
import { whyNoCode } from '../../../client/oauth-client.ts';
import type { Grant } from '../../../client/oauth-client.ts';
import { knock } from '../../../client/raw-request.ts';

const PROFILE = /profile|connect|authori[sz]ed|applications/iu;
const END = /revoke|remove|disconnect|stop|withdraw/iu;
const DRAFTS = /draft/iu;

/** What a form of the profile takes away. */
type Taken = 'all' | 'drafting';

/** A new authorization, and the form by which its user ends it, or the scope to draft, on the own profile. */
export interface OpenProfile {
  token: string;
  grant: Grant;
  browser: Browser;
  form: FilledForm;
}

/** Goes to the profile by the link on the page to approve on; NotTestable where there is none, or no form for our client. */
export async function openProfile(
  connector: Connector,
  who: Who,
  taken: Taken = 'all',
): Promise<OpenProfile> {
  const credentials = connector.credentials(who);
  const { clientId, discovery } = await ourClient(connector);
  const browser = new Browser(connector.fetch);
  const walk = await ask(connector, { browser, credentials });
  const redemption = await redemptionOf(connector, walk);
  if (redemption === null) throw new NotTestable(whyNoCode(walk));
  const tokens = await tokensFor(connector, redemption);

  const consent = walk.pages.find(({ kind }) => kind === 'consent')?.visit;
  for (const link of consent === undefined ? [] : parse(consent.html).querySelectorAll('a[href]')) {
    const address = URL.parse(link.getAttribute('href') ?? '', consent?.url.href);
    if (address === null || address.origin !== consent?.url.origin) continue;
    if (!PROFILE.test(`${address.pathname} ${link.text}`)) continue;
    const page = await browser.visit(address);
    for (const form of parse(page.html).querySelectorAll('form')) {
      const button = form.querySelectorAll('button').find(({ text }) => takenBy(text) === taken) ?? null;
      const filled = filledIn({ form, button }, page.url, credentials);
      if (button !== null && [...filled.fields.values()].includes(clientId))
        return { token: tokens.access_token, grant: { clientId, discovery, tokens }, browser, form: filled };
    }
  }
  throw new NotTestable(
    taken === 'all'
      ? 'no link on the page to approve on leads to a profile where a client can be ended'
      : 'no link on the page to approve on leads to a profile with a button that names drafts and ends, stops or revokes them for a client',
  );
}

function takenBy(button: string): Taken | null {
  if (!END.test(button)) return null;
  return DRAFTS.test(button) ? 'drafting' : 'all';
}

export async function isAlive(connector: Connector, { token }: OpenProfile): Promise<boolean> {
  const { status } = await knock(connector, token);
  if (status !== 200 && status !== 401) throw new NotTestable(`an access token is answered with ${status}`);
  return status === 200;
}
