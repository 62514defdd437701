import { ourClient } from '../../../client/authorization-probe.ts';
import { Browser } from '../../../client/browser.ts';
import type { Connector } from '../../../connector.ts';
import { sent } from '../../../client/consent-pages.ts';
import { defineCheck } from '../../../define.ts';
import type { Wire } from '../../../define.ts';
import { NotTestable, Violation } from '../../../finding.ts';
import type { Fetch } from '../../../client/wire.ts';
import { isAlive, openProfile } from './profile.ts';
import type { OpenProfile } from './profile.ts';

type Attack = (victim: OpenProfile, connector: Connector) => Promise<unknown>;

const ATTACKS: Readonly<Record<string, Attack>> = {
  'a page of another site': async ({ browser, form }, connector) => {
    const { clientId } = await ourClient(connector);
    const known = [...form.fields].filter(
      ([name, value]) => value === clientId || !form.hidden.includes(name),
    );
    const page = new URL('https://example.org/page');
    await browser.visit(sent({ ...form, page, fields: new URLSearchParams(known) }));
  },
  'another user of the same client': async (_victim, connector) => {
    const other = await openProfile(connector, 'narrow');
    await other.browser.visit(sent(other.form));
  },
  'a browser where nobody is signed in': async ({ form }, connector) =>
    new Browser(connector.fetch).visit(sent(form)),
  'a link': async ({ browser, form }) => {
    const link = new URL(form.action);
    for (const [name, value] of form.fields) link.searchParams.append(name, value);
    await browser.visit(link);
  },
};

export default defineCheck({
  requirement: 'auth.profile-own',
  async run(connector) {
    const victim = await openProfile(connector, 'wide');
    for (const [who, attack] of Object.entries(ATTACKS)) {
      await attack(victim, connector);
      if (!(await isAlive(connector, victim)))
        throw new Violation(`the authorization of a user was ended by ${who}`);
    }
    await victim.browser.visit(sent(victim.form));
    if (await isAlive(connector, victim))
      throw new NotTestable('not even its own user could end the authorization: see auth.profile-revocation');
    return `ended by its user; not by ${Object.keys(ATTACKS).join(', ')}`;
  },
  saboteurs: [
    {
      breaks: 'ends what any page asks it to',
      caught: /ended by a page of another site/u,
      sabotage: (wire) => lax(wire, (headers) => headers.get('origin') === 'https://example.org'),
    },
    {
      breaks: 'ends an application for all its users',
      caught: /ended by another user of the same client/u,
      sabotage: (wire) => lax(wire, (_headers, cookies) => cookies.size > 1),
    },
    {
      breaks: 'asks nobody who they are',
      caught: /ended by a browser where nobody is signed in/u,
      sabotage: (wire) => lax(wire, (headers) => headers.get('cookie') === ''),
    },
  ],
});

/** Sends an ending that `when` picks in the name of the first user who looked at the profile. */
function lax({ fetch }: Wire, when: (headers: Headers, cookies: Set<string>) => boolean): Fetch {
  const cookies = new Set<string>();
  let key = '';
  return async (request) => {
    if (!request.url.endsWith('/profile')) return fetch(request);
    const cookie = request.headers.get('cookie') ?? '';
    if (request.method === 'GET') {
      const response = await fetch(request);
      const html = await response.text();
      if (cookies.size === 0) key = /name="key" value="([^"]*)"/u.exec(html)?.[1] ?? '';
      cookies.add(cookie);
      return new Response(html, response);
    }
    const form = new URLSearchParams(await request.clone().text());
    if (!when(request.headers, cookies)) return fetch(request);
    form.set('key', key);
    const headers = { cookie: [...cookies][0] ?? '', 'content-type': 'application/x-www-form-urlencoded' };
    return fetch(new Request(request.url, { method: 'POST', headers, body: form.toString() }));
  };
}
