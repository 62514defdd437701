import { ourClient } from '../../../client/authorization-probe.ts';
import { defineCheck } from '../../../define.ts';
import { NotApplicable, Violation } from '../../../finding.ts';
import { rewritePages } from '../../../sabotage/sabotage-authorization.ts';
import { setCookies } from './set-cookies.ts';

export default defineCheck({
  requirement: 'auth.cookies-secure',
  async run(connector) {
    const { issuer } = (await ourClient(connector)).discovery.server;
    if (new URL(issuer).protocol !== 'https:')
      throw new NotApplicable(
        'the authorization server runs without encryption, where no cookie can be Secure',
      );
    const open = (await setCookies(connector)).filter(({ secure }) => !secure);
    if (open.length > 0)
      throw new Violation(`cookies travel without encryption: ${open.map(({ key }) => key).join(', ')}`);
    return 'every cookie is Secure';
  },
  saboteurs: [
    {
      breaks: 'recognizes visitors by a cookie that travels over any connection',
      caught: /cookies travel without encryption: visitor/u,
      sabotage: (wire) =>
        rewritePages(wire, ({ headers }) => {
          headers.append('set-cookie', 'visitor=1; Path=/; HttpOnly; SameSite=Lax');
        }),
    },
  ],
});
