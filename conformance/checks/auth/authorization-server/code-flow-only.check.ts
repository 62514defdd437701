import { ask, codeIn } from '../../../client/authorization-probe.ts';
import { defineCheck } from '../../../define.ts';
import { NotTestable, Violation } from '../../../finding.ts';
import { whyNoCode } from '../../../client/oauth-client.ts';
import { rewriteAuthorization, rewriteCallback } from '../../../sabotage/sabotage-authorization.ts';

const ATTEMPTS: readonly (readonly [parameter: string, value: string])[] = [
  ['response_type', 'token'],
  ['response_type', 'id_token'],
  ['response_type', 'code token'],
  ['response_type', 'code id_token'],
  ['response_type', 'none'],
  ['response_mode', 'fragment'],
  ['response_mode', 'jwt'],
];
const ANSWER = /(?:^|[?#&])(?:code|access_token|id_token|response)=/u;

export default defineCheck({
  requirement: 'auth.code-flow-only',
  async run(connector) {
    const control = await ask(connector);
    if (codeIn(control) === null) throw new NotTestable(whyNoCode(control));
    if (/access_token|id_token/u.test(control.callback?.href ?? ''))
      throw new Violation('a token came with the code through the browser');
    for (const [parameter, value] of ATTEMPTS) {
      const edit = (start: URL) => start.searchParams.set(parameter, value);
      const { callback } = await ask(connector, { edit });
      if (callback === null) continue;
      const isCodeInQuery =
        parameter === 'response_mode' && callback.searchParams.has('code') && callback.hash === '';
      if (ANSWER.test(callback.search + callback.hash) && !isCodeInQuery)
        throw new Violation(`with ${parameter}=${value}, an authorization was answered at the client`);
    }
    return `a code in the query, and nothing for ${ATTEMPTS.length} other wishes`;
  },
  saboteurs: [
    {
      breaks: 'gives a code whatever type of response is asked for',
      caught: /response_type=token, an authorization was answered/u,
      sabotage: (wire) => rewriteAuthorization(wire, (query) => query.set('response_type', 'code')),
    },
    {
      breaks: 'answers in the fragment when it is asked to',
      hides: 'rare argument',
      caught: /response_mode=fragment, an authorization was answered/u,
      sabotage(wire) {
        let inFragment = false;
        const fetch = rewriteAuthorization(wire, (query) => {
          inFragment = query.get('response_mode') === 'fragment';
          if (inFragment) query.delete('response_mode');
        });
        return rewriteCallback({ fetch }, (location) => {
          if (!inFragment) return;
          location.hash = location.search.slice(1);
          location.search = '';
        });
      },
    },
  ],
});
