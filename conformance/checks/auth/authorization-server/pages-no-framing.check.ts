import { defineCheck } from '../../../define.ts';
import { Violation } from '../../../finding.ts';
import { rewritePages } from '../../../sabotage/sabotage-authorization.ts';
import { seenPages } from './seen-pages.ts';

export default defineCheck({
  requirement: 'auth.pages-no-framing',
  async run(connector) {
    const pages = await seenPages(connector);
    for (const [what, { headers }] of pages) {
      const policy = headers.get('content-security-policy') ?? '';
      const ancestors = /(?:^|[;,])\s*frame-ancestors\s+([^;,]*)/iu.exec(policy)?.[1]?.trim();
      const old = headers.get('x-frame-options') ?? '';
      const isClosed =
        ancestors === undefined ? /^(?:deny|sameorigin)$/iu.test(old) : /^'(?:none|self)'$/iu.test(ancestors);
      if (!isClosed) throw new Violation(`${what} can be framed: ${ancestors ?? 'nothing forbids it'}`);
    }
    return pages.map(([what]) => what).join(', ');
  },
  saboteurs: [
    {
      breaks: 'lets its error pages be framed',
      caught: /about an unknown client can be framed/u,
      sabotage: (wire) =>
        rewritePages(wire, ({ headers, status }) => {
          if (status === 400) headers.delete('content-security-policy');
        }),
    },
    {
      breaks: 'lets any site with encryption frame the page to approve on',
      caught: /to approve on can be framed: https:/u,
      sabotage: (wire) =>
        rewritePages(wire, ({ headers, html }) => {
          if (html.includes('Approve')) headers.set('content-security-policy', 'frame-ancestors https:');
        }),
    },
  ],
});
