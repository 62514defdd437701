import { sent } from '../../../client/consent-pages.ts';
import { defineCheck } from '../../../define.ts';
import { NotTestable, Violation } from '../../../finding.ts';
import { isAlive, openProfile } from './profile.ts';

export default defineCheck({
  requirement: 'auth.profile-revocation',
  async run(connector) {
    const profile = await openProfile(connector, 'wide');
    if (!(await isAlive(connector, profile))) throw new NotTestable('a new access token is refused');
    await profile.browser.visit(sent(profile.form));
    if (await isAlive(connector, profile))
      throw new Violation('a user ended an authorization on the profile, and the next call was served');
    return 'ended on the profile, and the very next call is refused';
  },
  saboteurs: [
    {
      breaks: 'shows a profile on which nothing can be done',
      caught: /ended an authorization on the profile, and the next call was served/u,
      sabotage:
        ({ fetch }) =>
        async (request) =>
          fetch(
            request.url.endsWith('/profile')
              ? new Request(request.url, { headers: request.headers })
              : request,
          ),
    },
  ],
});
