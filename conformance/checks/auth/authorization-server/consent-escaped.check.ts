import { defineCheck } from '../../../define.ts';
import { Violation } from '../../../finding.ts';
import { rewritePages } from '../../../sabotage/sabotage-authorization.ts';
import { namesAreShown, seenClient } from './named-client.ts';

const MARK = 'injected-by-name';
const NAMES = [
  `Claude<i id="${MARK}"></i>`,
  `Claude"><img id="${MARK}" src="x" onerror="alert(1)">`,
  `Claude'><svg id='${MARK}' onload='alert(1)'>`,
  `Claude</title></textarea><script id="${MARK}">alert(1)</script>`,
];

export default defineCheck({
  requirement: 'auth.consent-escaped',
  async run(connector) {
    await namesAreShown(connector);
    for (const name of NAMES) {
      const seen = await seenClient(connector, { client_name: name });
      if (seen?.elements.some((page) => page.querySelector(`[id*="${MARK}"]`) !== null) === true) {
        throw new Violation('the name of a client became markup on a page that people see', {
          calls: [{ request: `a client called ${name}`, answer: 'the page holds the element that it names' }],
        });
      }
    }
    return `a plain name is shown; ${NAMES.length} names with markup stay text`;
  },
  saboteurs: [
    {
      breaks: 'writes the name of a client as it came',
      caught: /became markup/u,
      sabotage: (wire) =>
        rewritePages(wire, (page) => {
          page.html = page.html.replaceAll('&#60;', '<').replaceAll('&#62;', '>').replaceAll('&#34;', '"');
        }),
    },
    {
      breaks: 'leaves out scripts and forgets the other elements',
      hides: 'rare argument',
      caught: /became markup/u,
      sabotage: (wire) =>
        rewritePages(wire, (page) => {
          page.html = page.html.replaceAll(/&#60;(?!\/?script)/gu, '<').replaceAll('&#62;', '>');
        }),
    },
  ],
});
