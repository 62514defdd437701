import { defineCheck } from '../../../define.ts';
import { Violation } from '../../../finding.ts';
import { rewritePages } from '../../../sabotage/sabotage-authorization.ts';
import { consentTexts } from './consent-text.ts';

/** Words for the computer that the user sits at; its addresses are no warning. */
const OWN_COMPUTER = /\b(?:this|your|own|local)\s+(?:computer|machine|device|program|application|app)\b/iu;

export default defineCheck({
  requirement: 'auth.consent-localhost',
  async run(connector) {
    const { claude, loopback } = await consentTexts(connector);
    const warning = OWN_COMPUTER.exec(loopback.text);
    if (warning === null)
      throw new Violation('the page to approve on says nothing of a program on the own computer', {
        calls: [{ request: 'an authorization that leads to the loopback interface', answer: loopback.text }],
      });
    if (OWN_COMPUTER.test(claude.text))
      throw new Violation(
        'the page to approve on warns of a program on the own computer where there is none',
      );
    return `"${warning[0]}", only where it is one`;
  },
  saboteurs: [
    {
      breaks: 'warns of nothing',
      caught: /says nothing of a program/u,
      sabotage: (wire) =>
        rewritePages(wire, (page) => {
          page.html = page.html.replace('on this computer', '');
        }),
    },
    {
      breaks: 'warns always, so that nobody reads it',
      caught: /warns .* where there is none/u,
      sabotage: (wire) =>
        rewritePages(wire, (page) => {
          page.html = page.html.replace('</h1>', '</h1><p>Is this a program on your computer?</p>');
        }),
    },
  ],
});
