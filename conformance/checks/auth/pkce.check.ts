import { defineCheck } from '../../define.ts';
import { NotTestable, Violation } from '../../finding.ts';
import { authorize, discover, register, whyNoCode } from '../../client/oauth-client.ts';
import { rewriteAuthorization } from '../../sabotage/sabotage-authorization.ts';
import { rewriteDocument } from '../../sabotage/sabotage.ts';

export default defineCheck({
  requirement: 'auth.pkce',
  async run(connector) {
    const { url, fetch } = connector;
    const credentials = connector.credentials('wide');
    const discovery = await discover(url, fetch);
    const methods = discovery.server.code_challenge_methods_supported ?? [];
    if (methods.join() !== 'S256') {
      throw new Violation(
        `the metadata offers code challenge methods other than S256 alone: ${methods.join() || 'none'}`,
      );
    }
    const { client_id: clientId } = await register(discovery, fetch);
    const control = await authorize(discovery, fetch, { clientId, credentials });
    if (control.callback?.searchParams.has('code') !== true) throw new NotTestable(whyNoCode(control));

    const attempts = {
      'without a code challenge': (start: URL) => start.searchParams.delete('code_challenge'),
      'with a plain code challenge': (start: URL) => start.searchParams.set('code_challenge_method', 'plain'),
      // RFC 7636, section 4.3: what is left out means plain.
      'with no code challenge method': (start: URL) => start.searchParams.delete('code_challenge_method'),
    };
    for (const [attempt, edit] of Object.entries(attempts)) {
      const { callback, pages } = await authorize(discovery, fetch, { clientId, credentials, edit });
      if (callback?.searchParams.has('code') === true) {
        throw new Violation(`an authorization ${attempt} got a code`, {
          calls: [
            { request: `GET authorization ${attempt}`, answer: pages.map(({ kind }) => kind).join(', ') },
          ],
        });
      }
    }
    return 'S256 alone, and no code without it';
  },
  saboteurs: [
    {
      breaks: 'gives codes to clients without a code challenge',
      caught: /without a code challenge got a code/u,
      sabotage:
        ({ fetch }) =>
        async (request) => {
          const url = new URL(request.url);
          if (!url.searchParams.has('response_type') || url.searchParams.has('code_challenge'))
            return fetch(request);
          url.searchParams.set('code_challenge', 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM');
          return fetch(new Request(url, request));
        },
    },
    {
      breaks: 'takes the method for S256 where it is left out',
      hides: 'rare argument',
      caught: /with no code challenge method got a code/u,
      sabotage: (wire) =>
        rewriteAuthorization(wire, (query) => {
          if (query.has('code_challenge') && !query.has('code_challenge_method'))
            query.set('code_challenge_method', 'S256');
        }),
    },
    {
      breaks: 'offers plain code challenges',
      caught: /other than S256 alone: S256,plain/u,
      sabotage: (wire) =>
        rewriteDocument(wire, 'oauth-authorization-server', (document) => ({
          ...document,
          code_challenge_methods_supported: ['S256', 'plain'],
        })),
    },
  ],
});
