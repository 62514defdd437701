import { ask, codeIn } from '../../../client/authorization-probe.ts';
import { Browser } from '../../../client/browser.ts';
import type { Arrival } from '../../../client/browser.ts';
import type { Connector } from '../../../connector.ts';
import { sent } from '../../../client/consent-pages.ts';
import type { FilledForm } from '../../../client/consent-pages.ts';
import { defineCheck } from '../../../define.ts';
import type { Wire } from '../../../define.ts';
import { NotTestable, Violation } from '../../../finding.ts';
import { REDIRECT_URI, whyNoCode } from '../../../client/oauth-client.ts';
import type { Fetch } from '../../../client/wire.ts';

type Forgery = (waiting: { form: FilledForm; browser: Browser }, connector: Connector) => Promise<Arrival>;

const FORGERIES: Readonly<Record<string, Forgery>> = {
  'from a page of another site': async ({ form, browser }) =>
    browser.arrive(fromElsewhere(withoutHidden(form)), REDIRECT_URI),
  'from another site, with the form of somebody else': async ({ browser }, connector) => {
    const attacker = await waitingConsent(connector, 'narrow');
    return browser.arrive(fromElsewhere(attacker.form), REDIRECT_URI);
  },
  'in another browser': async ({ form }, connector) =>
    new Browser(connector.fetch).arrive(sent(form), REDIRECT_URI),
  'by a link': async ({ form, browser }) => {
    const link = new URL(form.action);
    for (const [name, value] of form.fields) link.searchParams.append(name, value);
    return browser.arrive(link, REDIRECT_URI);
  },
};

export default defineCheck({
  requirement: 'auth.consent-forgery',
  async run(connector) {
    const { form, browser } = await waitingConsent(connector);
    const control = await browser.arrive(sent(form), REDIRECT_URI);
    if (codeIn(control) === null) throw new NotTestable('the page to approve on led to no code');
    for (const [how, forge] of Object.entries(FORGERIES)) {
      const { callback } = await forge(await waitingConsent(connector), connector);
      if (codeIn({ callback }) !== null) throw new Violation(`an approval that was sent ${how} gave a code`);
    }
    return `approved on the page; not ${Object.keys(FORGERIES).join(', ')}`;
  },
  saboteurs: [
    {
      breaks: 'takes an approval for that of the page that the browser showed last',
      caught: /from a page of another site gave a code/u,
      sabotage: (wire) => likeTheVictim(wire, ({ hasTicket }) => !hasTicket),
    },
    {
      breaks: 'takes an approval from any site that knows the form',
      caught: /from another site, with the form of somebody else gave a code/u,
      sabotage: (wire) => likeTheVictim(wire, ({ isForeign, hasTicket }) => isForeign && hasTicket),
    },
    {
      breaks: 'takes an approval from any browser',
      caught: /in another browser gave a code/u,
      sabotage: (wire) => likeTheVictim(wire, ({ hasCookies }) => !hasCookies),
    },
    {
      breaks: 'takes an approval by a link',
      caught: /by a link gave a code/u,
      sabotage:
        ({ fetch }) =>
        async (request) => {
          const { pathname, searchParams: query } = new URL(request.url);
          if (request.method !== 'GET' || pathname !== '/consent') return fetch(request);
          return fetch(
            new Request(request.url, { method: 'POST', headers: request.headers, body: query.toString() }),
          );
        },
    },
  ],
});

/** A signed-in browser that shows the page to approve on. */
async function waitingConsent(connector: Connector, who: 'wide' | 'narrow' = 'wide') {
  const credentials = connector.credentials(who);
  const walk = await ask(connector, { credentials, until: 'consent' });
  if (walk.form === null) throw new NotTestable(whyNoCode(walk));
  return { form: walk.form, browser: walk.browser };
}

/** What no page of another site can know is taken out. */
function withoutHidden(form: FilledForm): FilledForm {
  const fields = new URLSearchParams([...form.fields].filter(([name]) => !form.hidden.includes(name)));
  return { ...form, fields };
}

function fromElsewhere(form: FilledForm): Request {
  const request = sent({ ...form, page: new URL('https://example.org/page') });
  request.headers.set('sec-fetch-site', 'cross-site');
  return request;
}

interface Approval {
  isForeign: boolean;
  hasCookies: boolean;
  /** It says for which page it is. */
  hasTicket: boolean;
}

/** Gives an approval that `lax` lets pass the ticket, the cookies and the origin of the page that was made for it. */
function likeTheVictim({ fetch }: Wire, lax: (approval: Approval) => boolean): Fetch {
  const pages = new Map<string, string>();
  return async (request) => {
    const { pathname } = new URL(request.url);
    const cookie = request.headers.get('cookie') ?? '';
    const form = new URLSearchParams(request.method === 'POST' ? await request.clone().text() : '');
    const ticket = form.get('ticket') ?? [...pages.keys()].at(-1) ?? '';
    if (pathname === '/sign-in') {
      const response = await fetch(request);
      const given = response.headers.getSetCookie().map((text) => text.split(';')[0]);
      pages.set(ticket, [cookie, ...given].join('; '));
      return response;
    }
    const isForeign = request.headers.get('origin') === 'https://example.org';
    const approval = { isForeign, hasCookies: cookie !== '', hasTicket: form.has('ticket') };
    if (pathname !== '/consent' || !lax(approval)) return fetch(request);
    const headers = new Headers(request.headers);
    headers.set('cookie', pages.get(ticket) ?? '');
    headers.delete('origin');
    form.set('ticket', ticket);
    return fetch(new Request(request, { method: 'POST', headers, body: form.toString() }));
  };
}
