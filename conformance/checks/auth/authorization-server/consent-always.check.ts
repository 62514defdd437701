import { ask, codeIn, otherClient, ourClient } from '../../../client/authorization-probe.ts';
import { defineCheck } from '../../../define.ts';
import { Violation } from '../../../finding.ts';
import { approvingUnasked } from './approving-unasked.ts';
import { signedIn } from './signed-in.ts';

const silently = (start: URL) => start.searchParams.set('prompt', 'none');

export default defineCheck({
  requirement: 'auth.consent-always',
  async run(connector) {
    const { scopes_supported: [scope = ''] = [] } = (await ourClient(connector)).discovery.resource;
    const other = await otherClient(connector);
    const only = (start: URL) => start.searchParams.set('scope', scope);
    const attempts = {
      'to another client': { clientId: other.clientId },
      'to another client that wants one scope only': { clientId: other.clientId, edit: only },
      'to another client that allows no page': { clientId: other.clientId, edit: silently },
    };
    const browser = await signedIn(connector);
    for (const [attempt, asking] of Object.entries(attempts)) {
      const walk = await ask(connector, { ...asking, browser: await browser.twin(), until: 'consent' });
      if (codeIn(walk) !== null) throw new Violation(`a code went ${attempt} without a page to approve on`);
    }
    return `approved one client; no code went ${Object.keys(attempts).join(', ')}`;
  },
  saboteurs: [
    {
      breaks: 'asks a user once, for all clients',
      caught: /a code went to another client without a page/u,
      sabotage: (wire) => approvingUnasked(wire, () => true),
    },
    {
      breaks: 'gives a code to whoever allows no page',
      hides: 'rare argument',
      caught: /a code went to another client that allows no page without/u,
      sabotage: (wire) => approvingUnasked(wire, (query) => query.get('prompt') === 'none'),
    },
  ],
});
