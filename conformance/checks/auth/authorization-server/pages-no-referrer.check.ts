import { parse } from 'node-html-parser';
import { defineCheck } from '../../../define.ts';
import { Violation } from '../../../finding.ts';
import { rewritePages } from '../../../sabotage/sabotage-authorization.ts';
import { seenPages } from './seen-pages.ts';

/** Those that give another site the origin at most. */
const DISCREET = /^(?:no-referrer|same-origin|(?:strict-)?origin(?:-when-cross-origin)?)$/iu;

export default defineCheck({
  requirement: 'auth.pages-no-referrer',
  async run(connector) {
    const pages = await seenPages(connector);
    for (const [what, { headers, html }] of pages) {
      const tag = parse(html).querySelector('meta[name=referrer]')?.getAttribute('content');
      const policies = tag ?? headers.get('referrer-policy') ?? '';
      const policy = policies.split(',').at(-1)?.trim() ?? '';
      if (!DISCREET.test(policy))
        throw new Violation(`${what} tells its address: referrer policy ${policy || 'left to the browser'}`);
    }
    return pages.map(([what]) => what).join(', ');
  },
  saboteurs: [
    {
      breaks: 'tells the address of the page to approve on',
      caught: /page to approve on tells its address: referrer policy unsafe-url/u,
      sabotage: (wire) =>
        rewritePages(wire, ({ headers, html }) => {
          if (html.includes('Approve')) headers.set('referrer-policy', 'unsafe-url');
        }),
    },
    {
      breaks: 'says nothing about its address',
      caught: /left to the browser/u,
      sabotage: (wire) => rewritePages(wire, ({ headers }) => headers.delete('referrer-policy')),
    },
  ],
});
