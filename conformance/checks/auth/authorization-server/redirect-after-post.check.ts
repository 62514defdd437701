import { ask, codeIn } from '../../../client/authorization-probe.ts';
import { defineCheck } from '../../../define.ts';
import { NotTestable, Violation } from '../../../finding.ts';
import { whyNoCode } from '../../../client/oauth-client.ts';
import { rewriteResponses } from '../../../sabotage/sabotage.ts';

export default defineCheck({
  requirement: 'auth.redirect-after-post',
  async run(connector) {
    const walk = await ask(connector);
    if (codeIn(walk) === null) throw new NotTestable(whyNoCode(walk));
    const redirects = walk.visits.filter(({ location }) => location !== null);
    for (const { status, url, method } of redirects) {
      if (status === 307 || status === 308)
        throw new Violation(
          `${method} ${url.pathname} is redirected with ${status}, which sends the form on`,
        );
    }
    return `${redirects.length} redirects, none with 307 or 308`;
  },
  saboteurs: [
    {
      breaks: 'sends the browser back with the form in its hands',
      caught: /POST \/consent is redirected with 307/u,
      sabotage: (wire) =>
        rewriteResponses(
          wire,
          (_url, request) => request.method === 'POST',
          (response) =>
            response.status === 303
              ? new Response(null, { status: 307, headers: response.headers })
              : response,
        ),
    },
  ],
});
