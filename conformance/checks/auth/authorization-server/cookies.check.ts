import { defineCheck } from '../../../define.ts';
import { Violation } from '../../../finding.ts';
import { rewritePages } from '../../../sabotage/sabotage-authorization.ts';
import { setCookies } from './set-cookies.ts';

export default defineCheck({
  requirement: 'auth.cookies',
  async run(connector) {
    const cookies = await setCookies(connector);
    for (const { key, httpOnly, sameSite } of cookies) {
      if (!httpOnly) throw new Violation(`scripts can read the cookie ${key}`);
      if (sameSite !== 'lax' && sameSite !== 'strict')
        throw new Violation(`other sites can send the cookie ${key}: SameSite ${sameSite ?? 'is absent'}`);
    }
    return [...new Set(cookies.map(({ key }) => key))].join(', ');
  },
  saboteurs: [
    {
      breaks: 'lets scripts read the session',
      caught: /scripts can read the cookie __Host-session/u,
      sabotage: (wire) => rewritePages(wire, ({ headers }) => alter(headers, 'session', '; HttpOnly', '')),
    },
    {
      breaks: 'lets other sites send the session',
      caught: /other sites can send the cookie __Host-session/u,
      sabotage: (wire) =>
        rewritePages(wire, ({ headers }) => alter(headers, 'session', 'SameSite=Lax', 'SameSite=None')),
    },
  ],
});

function alter(headers: Headers, name: string, from: string, to: string): void {
  const cookies = headers.getSetCookie();
  headers.delete('set-cookie');
  for (const cookie of cookies)
    headers.append('set-cookie', cookie.includes(name) ? cookie.replace(from, to) : cookie);
}
