import { ask } from '../../../client/authorization-probe.ts';
import { Browser } from '../../../client/browser.ts';
import { defineCheck } from '../../../define.ts';
import { Violation } from '../../../finding.ts';
import { isSignedIn, signedIn } from './signed-in.ts';

export default defineCheck({
  requirement: 'auth.session-fixation',
  async run(connector) {
    const browser = new Browser(connector.fetch);
    await ask(connector, { browser, until: 'sign-in' });
    const thief = await browser.twin();
    await signedIn(connector, browser);
    if (await isSignedIn(connector, thief))
      throw new Violation('whoever knew the cookies before the sign-in is signed in after it');
    return 'the cookies from before the sign-in are worth nothing after it';
  },
  saboteurs: [
    {
      breaks: 'makes the session of whoever comes the session of who signs in',
      caught: /knew the cookies before the sign-in is signed in/u,
      sabotage({ fetch }) {
        const sessions = new Map<string, string>();
        return async (request) => {
          const cookies = request.headers.get('cookie') ?? '';
          const visitor = /__Host-browser=[^;]*/u.exec(cookies)?.[0] ?? '';
          const session = sessions.get(visitor);
          const headers = new Headers(request.headers);
          if (session !== undefined) headers.set('cookie', `${visitor}; ${session}`);
          const response = await fetch(new Request(request, { headers }));
          const given = response.headers.getSetCookie().find((one) => one.startsWith('__Host-session='));
          if (given !== undefined) sessions.set(visitor, given.split(';')[0] ?? '');
          return response;
        };
      },
    },
  ],
});
