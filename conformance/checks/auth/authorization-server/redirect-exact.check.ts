import { ask, CLAUDE, claudeClient, codeIn } from '../../../client/authorization-probe.ts';
import { defineCheck } from '../../../define.ts';
import { NotTestable, Violation } from '../../../finding.ts';
import { whyNoCode } from '../../../client/oauth-client.ts';
import { rewriteAuthorization } from '../../../sabotage/sabotage-authorization.ts';

/** None of them is the registered address, though some parsers and some comparisons take them for it. */
const LOOK_ALIKES: Readonly<Record<string, string>> = {
  'with a slash at the end': `${CLAUDE}/`,
  'with a query': `${CLAUDE}?next=1`,
  'with a fragment': `${CLAUDE}#x`,
  'in another case': CLAUDE.replace('/api/', '/API/'),
  'with its host in another case': CLAUDE.replace('claude.ai', 'Claude.ai'),
  'with its port': CLAUDE.replace('claude.ai', 'claude.ai:443'),
  'with a dot segment': CLAUDE.replace('/mcp/', '/./mcp/'),
  'by way of the parent': CLAUDE.replace('/mcp/', '/mcp/../mcp/'),
  'with an encoded letter': CLAUDE.replace('/mcp/', '/mc%70/'),
  'with an encoded slash': CLAUDE.replace('/mcp/', '%2Fmcp/'),
  'with a doubled slash': CLAUDE.replace('/mcp/', '//mcp/'),
  'with user information': CLAUDE.replace('claude.ai', 'user@claude.ai'),
  'as user information': CLAUDE.replace('claude.ai', 'claude.ai@example.org'),
  'as the beginning of a foreign host': CLAUDE.replace('claude.ai', 'claude.ai.example.org'),
  'as the end of a foreign host': CLAUDE.replace('claude.ai', 'notclaude.ai'),
  'behind a backslash': CLAUDE.replace('https://', 'https://example.org\\@'),
  'without encryption': CLAUDE.replace('https:', 'http:'),
  'without a scheme': CLAUDE.replace('https:', ''),
  'without a host': new URL(CLAUDE).pathname,
  'behind a space': ` ${CLAUDE}`,
  'before a line break': `${CLAUDE}\r\nx: y`,
  'that is another one of Claude': CLAUDE.replace('claude.ai', 'claude.com'),
  'that is a script': 'javascript:alert(1)',
  'that is a document': 'data:text/html,x',
};

const EDITS: Readonly<Record<string, (start: URL) => void>> = {
  ...Object.fromEntries(
    Object.entries(LOOK_ALIKES).map(([what, uri]) => [
      what,
      (start: URL) => start.searchParams.set('redirect_uri', uri),
    ]),
  ),
  'left out, of two': (start) => start.searchParams.delete('redirect_uri'),
  'with a foreign one after it': (start) =>
    start.searchParams.append('redirect_uri', 'https://example.org/callback'),
};

export default defineCheck({
  requirement: 'auth.redirect-exact',
  async run(connector) {
    const client = { clientId: (await claudeClient(connector)).clientId, redirectUri: CLAUDE };
    const control = await ask(connector, client);
    if (codeIn(control) === null) throw new NotTestable(whyNoCode(control));
    for (const [what, edit] of Object.entries(EDITS)) {
      const { callback, visits } = await ask(connector, { ...client, edit });
      if (callback !== null) {
        throw new Violation(`with a redirect address ${what}, the browser was sent to ${callback.origin}`, {
          calls: visits.map(({ method, url, status }) => ({
            request: `${method} ${url.pathname}`,
            status,
            answer: '',
          })),
        });
      }
    }
    return `sent back to the registered address; nowhere with ${Object.keys(EDITS).length} others`;
  },
  saboteurs: [
    {
      breaks: 'takes any redirect address',
      caught: /with a slash at the end, the browser was sent/u,
      sabotage: (wire) => taking(wire, () => true),
    },
    {
      breaks: 'takes a redirect address with the port that it has anyway',
      hides: 'rare argument',
      caught: /with its port, the browser was sent/u,
      sabotage: (wire) => taking(wire, (uri) => uri?.includes(':443') === true),
    },
    {
      breaks: 'compares redirect addresses as parsers write them',
      caught: /with its host in another case, the browser was sent/u,
      sabotage: (wire) => taking(wire, (uri) => uri !== null && URL.parse(uri)?.href === CLAUDE),
    },
    {
      breaks: 'chooses among the redirect addresses where none is named',
      caught: /left out, of two, the browser was sent/u,
      sabotage: (wire) => taking(wire, (uri) => uri === null),
    },
    {
      breaks: 'looks at the first redirect address only',
      hides: 'rare argument',
      caught: /with a foreign one after it, the browser was sent/u,
      sabotage: (wire) =>
        rewriteAuthorization(wire, (query) => query.set('redirect_uri', query.get('redirect_uri') ?? '')),
    },
  ],
});

function taking(
  wire: Parameters<typeof rewriteAuthorization>[0],
  accepts: (uri: string | null) => boolean,
): ReturnType<typeof rewriteAuthorization> {
  return rewriteAuthorization(wire, (query) => {
    const given = query.getAll('redirect_uri');
    if (given.length < 2 && accepts(given[0] ?? null)) query.set('redirect_uri', CLAUDE);
  });
}
