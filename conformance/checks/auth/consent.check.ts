import { defineCheck } from '../../define.ts';
import { NotTestable, Violation } from '../../finding.ts';
import { authorize, discover, register, whyNoCode } from '../../client/oauth-client.ts';
import type { Authorization } from '../../client/oauth-client.ts';
import { rewriteResponses } from '../../sabotage/sabotage.ts';

export default defineCheck({
  requirement: 'auth.consent',
  async run(connector) {
    const { url, fetch } = connector;
    const credentials = connector.credentials('wide');
    const discovery = await discover(url, fetch);
    const { client_id: clientId } = await register(discovery, fetch);

    const approved = await authorize(discovery, fetch, { clientId, credentials });
    if (!hasCode(approved)) throw new NotTestable(whyNoCode(approved));
    const consent = approved.pages.find(({ kind }) => kind === 'consent');
    if (!approved.pages.some(({ kind }) => kind === 'sign-in'))
      throw new Violation('a code came without a sign-in page');
    if (consent === undefined) throw new Violation('a code came without a page to approve on');
    const unnamed = unnamedScopes(discovery.resource.scopes_supported ?? [], consent.text);
    if (unnamed.length > 0) {
      throw new Violation(`the page to approve on does not name what is asked for: ${unnamed.join(', ')}`, {
        calls: [{ request: 'the consent page', status: consent.status, answer: consent.text }],
      });
    }

    const denied = await authorize(discovery, fetch, { clientId, credentials, press: /deny|cancel/iu });
    if (hasCode(denied)) throw new Violation('a code came although the user pressed Deny');
    const mistaken = { ...credentials, password: `${credentials.password}?` };
    if (hasCode(await authorize(discovery, fetch, { clientId, credentials: mistaken }))) {
      throw new Violation('a code came after a wrong password');
    }
    return 'a code only after the right password and Approve';
  },
  saboteurs: [
    {
      breaks: 'asks for approval of nothing in particular',
      caught: /does not name what is asked for/u,
      sabotage: (wire) =>
        rewriteResponses(
          wire,
          (_url, request) => request.headers.get('accept')?.includes('text/html') === true,
          async (response) => {
            const html = (await response.clone().text()).replaceAll(/\bread\b|\bdrafts?\b/giu, 'it');
            return html === ''
              ? response
              : new Response(html, { status: response.status, headers: response.headers });
          },
        ),
    },
    {
      breaks: 'takes any password of a user who once signed in',
      caught: /after a wrong password/u,
      sabotage({ fetch }) {
        let known: string | null = null;
        return async (request) => {
          const form = new URLSearchParams(request.method === 'POST' ? await request.clone().text() : '');
          const password = form.get('password');
          if (password === null) return fetch(request);
          known ??= password;
          form.set('password', known);
          return fetch(new Request(request, { method: 'POST', body: form.toString() }));
        };
      },
    },
  ],
});

function hasCode({ callback }: Authorization): boolean {
  return callback?.searchParams.has('code') === true;
}

/** A scope is named by itself or by its words: `read` of `optimove:read`, `draft` of `optimove:drafts.write`. */
function unnamedScopes(scopes: readonly string[], page: string): string[] {
  const text = page.toLowerCase();
  return scopes.filter((scope) => {
    const words = scope
      .toLowerCase()
      .split(/[^a-z]+/u)
      .filter((word) => word !== 'optimove' && word !== '');
    return !words.some((word) => text.includes(word.replace(/s$/u, '')));
  });
}
