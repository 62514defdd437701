import { ask } from '../../../client/authorization-probe.ts';
import { defineCheck } from '../../../define.ts';
import { NotTestable, Violation } from '../../../finding.ts';
import { rewriteForm, rewritePages } from '../../../sabotage/sabotage-authorization.ts';

export default defineCheck({
  requirement: 'auth.no-enumeration',
  async run(connector) {
    const known = connector.credentials('wide');
    const password = 'not the password of anybody';
    const answerTo = async (email: string) => {
      const { pages, callback } = await ask(connector, { credentials: { email, password } });
      const [signIn, last] = [pages[0], pages.at(-1)];
      if (signIn?.kind !== 'sign-in' || pages.length < 2 || callback !== null || last === undefined)
        throw new NotTestable('a wrong password is not answered by a page');
      return { status: last.status, text: last.text.replaceAll(email, 'EMAIL') };
    };
    const wrong = await answerTo(known.email);
    const unknown = await answerTo(`nobody-${known.email}`);
    if (wrong.status !== unknown.status || wrong.text !== unknown.text) {
      throw new Violation('the sign-in page tells an unknown account from a wrong password', {
        calls: [
          { request: 'a wrong password', status: wrong.status, answer: wrong.text },
          { request: 'an unknown account', status: unknown.status, answer: unknown.text },
        ],
      });
    }
    return `both are answered with ${wrong.status} and the same words`;
  },
  saboteurs: [
    {
      breaks: 'says which accounts there are',
      caught: /tells an unknown account from a wrong password/u,
      sabotage: (wire) =>
        aboutUnknown(wire, (page) => {
          page.html = page.html.replace('Email or password is wrong.', 'There is no such account.');
        }),
    },
    {
      breaks: 'answers with the same words and another status',
      caught: /tells an unknown account from a wrong password/u,
      sabotage: (wire) => aboutUnknown(wire, (page) => (page.status = 404)),
    },
  ],
});

function aboutUnknown(
  wire: Parameters<typeof rewriteForm>[0],
  change: Parameters<typeof rewritePages>[1],
): ReturnType<typeof rewritePages> {
  let isUnknown = false;
  const fetch = rewriteForm(wire, 'email', (form) => {
    isUnknown = form.get('email')?.startsWith('nobody-') === true;
  });
  return rewritePages({ fetch }, (page, request) => {
    if (isUnknown && request.method === 'POST') change(page, request);
  });
}
