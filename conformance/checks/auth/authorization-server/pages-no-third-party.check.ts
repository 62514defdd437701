import { parse } from 'node-html-parser';
import { defineCheck } from '../../../define.ts';
import { Violation } from '../../../finding.ts';
import { rewritePages } from '../../../sabotage/sabotage-authorization.ts';
import { seenPages } from './seen-pages.ts';

const LOADED =
  'script[src], img[src], iframe[src], link[href], object[data], embed[src], video[src], audio[src]';

export default defineCheck({
  requirement: 'auth.pages-no-third-party',
  async run(connector) {
    const pages = await seenPages(connector);
    for (const [what, { html, url }] of pages) {
      for (const element of parse(html).querySelectorAll(LOADED)) {
        const { src, href, data } = element.attributes;
        const address = URL.parse(src ?? href ?? data ?? '', url);
        if (address !== null && /^https?:$/u.test(address.protocol) && address.origin !== url.origin)
          throw new Violation(`${what} loads from ${address.origin}`);
      }
    }
    return pages.map(([what]) => what).join(', ');
  },
  saboteurs: [
    {
      breaks: 'shows a picture of the client',
      caught: /page to approve on loads from https:\/\/example\.org/u,
      sabotage: (wire) =>
        rewritePages(wire, (page) => {
          page.html = page.html.replace(
            '<form method="post" action="/consent">',
            '<img src="//example.org/logo">$&',
          );
        }),
    },
  ],
});
