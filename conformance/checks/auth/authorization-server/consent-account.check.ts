import { defineCheck } from '../../../define.ts';
import { Violation } from '../../../finding.ts';
import { rewritePages } from '../../../sabotage/sabotage-authorization.ts';
import { consentTexts } from './consent-text.ts';

export default defineCheck({
  requirement: 'auth.consent-account',
  async run(connector) {
    const { email } = connector.credentials('wide');
    const { text } = (await consentTexts(connector)).claude;
    if (!text.toLowerCase().includes(email.toLowerCase()))
      throw new Violation('the page to approve on does not show in whose name it is approved', {
        calls: [{ request: 'the page to approve on', answer: text }],
      });
    return 'the page shows the address that the user signed in with';
  },
  saboteurs: [
    {
      breaks: 'does not say who is signed in',
      caught: /does not show in whose name/u,
      sabotage: (wire) =>
        rewritePages(wire, (page) => {
          page.html = page.html.replaceAll(/\S+@\S+/gu, 'you');
        }),
    },
  ],
});
