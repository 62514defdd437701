import { defineCheck } from '../../../define.ts';
import { Violation } from '../../../finding.ts';
import { rewritePages } from '../../../sabotage/sabotage-authorization.ts';
import { seenPages } from './seen-pages.ts';

export default defineCheck({
  requirement: 'auth.pages-not-kept',
  async run(connector) {
    const personal = (await seenPages(connector)).filter(([what]) => !what.includes('unknown'));
    for (const [what, { headers }] of personal) {
      if (!/\bno-store\b/iu.test(headers.get('cache-control') ?? ''))
        throw new Violation(
          `${what} may be kept: cache-control ${headers.get('cache-control') ?? 'is absent'}`,
        );
    }
    return personal.map(([what]) => what).join(', ');
  },
  saboteurs: [
    {
      breaks: 'lets the page to approve on be kept',
      caught: /page to approve on may be kept: cache-control private/u,
      sabotage: (wire) =>
        rewritePages(wire, ({ headers, html }) => {
          if (html.includes('Approve')) headers.set('cache-control', 'private');
        }),
    },
  ],
});
