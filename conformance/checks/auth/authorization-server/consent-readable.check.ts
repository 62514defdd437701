import { defineCheck } from '../../../define.ts';
import { Violation } from '../../../finding.ts';
import { rewritePages } from '../../../sabotage/sabotage-authorization.ts';
import { namesAreShown, seenClient } from './named-client.ts';

const LONGEST = 200;
const TRICKS: Readonly<Record<string, { name: string; seen: RegExp }>> = {
  'turns the direction of the text': { name: 'Claude \u202Eedualc', seen: /[\u202A-\u202E\u2066-\u2069]/u },
  'holds characters that nobody sees': {
    name: 'Cla\u200Bude\u2060 Desktop',
    seen: /[\u200B\u2060]/u,
  },
  'pushes the rest away': { name: 'z'.repeat(10_000), seen: new RegExp(`z{${LONGEST + 1}}`, 'u') },
};

export default defineCheck({
  requirement: 'auth.consent-readable',
  async run(connector) {
    await namesAreShown(connector);
    for (const [trick, { name, seen }] of Object.entries(TRICKS)) {
      const page = await seenClient(connector, { client_name: name });
      if (page !== null && seen.test(page.html))
        throw new Violation(`a page shows a name that ${trick}`, {
          calls: [{ request: `a client whose name ${trick}`, answer: 'shown as it came' }],
        });
    }
    return `a plain name is shown; none that ${Object.keys(TRICKS).join(', or ')}`;
  },
  saboteurs: [
    {
      breaks: 'shows any character of a name',
      caught: /name that turns the direction of the text/u,
      sabotage: (wire) =>
        rewritePages(wire, (page) => {
          page.html = page.html.replace('edualc', '\u202Eedualc');
        }),
    },
    {
      breaks: 'shows a name to its end, however long',
      hides: 'rare argument',
      caught: /name that pushes the rest away/u,
      sabotage: (wire) =>
        rewritePages(wire, (page) => {
          page.html = page.html.replace('z'.repeat(80), 'z'.repeat(10_000));
        }),
    },
  ],
});
