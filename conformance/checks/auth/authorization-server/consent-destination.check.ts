import { OUR_CLIENT } from '../../../client/our-client.ts';
import { defineCheck } from '../../../define.ts';
import { Violation } from '../../../finding.ts';
import { rewritePages } from '../../../sabotage/sabotage-authorization.ts';
import { consentTexts } from './consent-text.ts';

const NAME = OUR_CLIENT.title;

export default defineCheck({
  requirement: 'auth.consent-destination',
  async run(connector) {
    const { claude, loopback } = await consentTexts(connector);
    for (const { redirectUri, text } of [claude, loopback]) {
      const { hostname } = new URL(redirectUri);
      const missing = text.includes(hostname) ? 'who asks' : `the host ${hostname}`;
      if (!text.includes(hostname) || !text.includes(NAME)) {
        throw new Violation(`the page to approve on does not show ${missing}`, {
          calls: [{ request: `an authorization that leads to ${hostname}`, answer: text }],
        });
      }
    }
    return `the name, and the hosts ${new URL(claude.redirectUri).hostname} and ${new URL(loopback.redirectUri).hostname}`;
  },
  saboteurs: [
    {
      breaks: 'does not show where a user is sent back to',
      caught: /does not show the host claude\.ai/u,
      sabotage: (wire) => without(wire, /claude\.ai|127\.0\.0\.1/gu),
    },
    {
      breaks: 'shows only hosts that have a name',
      caught: /does not show the host 127\.0\.0\.1/u,
      sabotage: (wire) => without(wire, /127\.0\.0\.1/gu),
    },
    {
      breaks: 'does not show who asks',
      caught: /does not show who asks/u,
      sabotage: (wire) => without(wire, new RegExp(NAME, 'gu')),
    },
  ],
});

function without(wire: Parameters<typeof rewritePages>[0], text: RegExp): ReturnType<typeof rewritePages> {
  return rewritePages(wire, (page) => {
    page.html = page.html.replaceAll(text, '');
  });
}
