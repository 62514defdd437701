import { ask, codeIn, ourClient } from '../../../client/authorization-probe.ts';
import { defineCheck } from '../../../define.ts';
import { NotTestable, Violation } from '../../../finding.ts';
import { REDIRECT_URI, whyNoCode } from '../../../client/oauth-client.ts';
import { rewriteAuthorization } from '../../../sabotage/sabotage-authorization.ts';

const PORTS = [1024, 33_418, 65_535];
const OTHERS: Readonly<Record<string, string>> = {
  'under its name': REDIRECT_URI.replace('127.0.0.1', 'localhost'),
  'in IPv6': REDIRECT_URI.replace('127.0.0.1', '[::1]'),
  'in short': REDIRECT_URI.replace('127.0.0.1', '127.1'),
  'as a number': REDIRECT_URI.replace('127.0.0.1', '2130706433'),
  'as a neighbour': REDIRECT_URI.replace('127.0.0.1', '127.0.0.2'),
  'with another path': `${REDIRECT_URI}/elsewhere`,
  'with a query': `${REDIRECT_URI}?next=1`,
  'with encryption': REDIRECT_URI.replace('http:', 'https:'),
  'with user information': REDIRECT_URI.replace('127.0.0.1', 'user@127.0.0.1'),
  'as user information': REDIRECT_URI.replace('7777', '1@example.org'),
  'as the beginning of a foreign host': REDIRECT_URI.replace('127.0.0.1', '127.0.0.1.example.org'),
};

export default defineCheck({
  requirement: 'auth.redirect-loopback',
  async run(connector) {
    await ourClient(connector);
    const control = await ask(connector);
    if (codeIn(control) === null) throw new NotTestable(whyNoCode(control));
    for (const port of PORTS) {
      const walk = await ask(connector, { redirectUri: REDIRECT_URI.replace('7777', String(port)) });
      if (codeIn(walk) === null)
        throw new Violation(
          `a program that listens on port ${port} this time got no code: ${whyNoCode(walk)}`,
        );
    }
    for (const [what, uri] of Object.entries(OTHERS)) {
      const edit = (start: URL) => start.searchParams.set('redirect_uri', uri);
      const { callback } = await ask(connector, { edit });
      if (callback !== null)
        throw new Violation(`to the loopback interface ${what}, the browser was sent: ${uri}`);
    }
    return `${PORTS.length} other ports get a code, ${Object.keys(OTHERS).length} other addresses do not`;
  },
  saboteurs: [
    {
      breaks: 'holds a program to the port that it registered',
      caught: /listens on port 1024 this time got no code/u,
      sabotage: (wire) =>
        rewriteAuthorization(wire, (query) => {
          const uri = query.get('redirect_uri') ?? '';
          if (/:\d+\//u.test(uri) && !uri.includes(':7777/'))
            query.set('redirect_uri', 'http://127.0.0.1/other');
        }),
    },
    {
      breaks: 'takes localhost for 127.0.0.1',
      caught: /under its name, the browser was sent/u,
      sabotage: (wire) => taking(wire, (uri) => uri.replace('localhost', '127.0.0.1')),
    },
    {
      breaks: 'looks at a loopback address only as far as the port',
      hides: 'rare argument',
      caught: /as user information, the browser was sent/u,
      sabotage: (wire) => taking(wire, (uri) => uri.replace(/:1@.*$/u, ':7777/callback')),
    },
  ],
});

function taking(
  wire: Parameters<typeof rewriteAuthorization>[0],
  asRegistered: (uri: string) => string,
): ReturnType<typeof rewriteAuthorization> {
  return rewriteAuthorization(wire, (query) =>
    query.set('redirect_uri', asRegistered(query.get('redirect_uri') ?? '')),
  );
}
