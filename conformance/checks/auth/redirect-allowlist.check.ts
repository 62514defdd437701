import { defineCheck } from '../../define.ts';
import { Violation } from '../../finding.ts';
import { discover, register } from '../../client/oauth-client.ts';
import { rewriteResponses } from '../../sabotage/sabotage.ts';
import type { Fetch } from '../../client/wire.ts';
import type { Wire } from '../../define.ts';

const CLAUDE = ['https://claude.ai/api/mcp/auth_callback', 'https://claude.com/api/mcp/auth_callback'];
const FOREIGN = [
  'https://example.org/callback',
  'https://claude.ai.example.org/api/mcp/auth_callback',
  'https://claude.ai/api/mcp/auth_callback/../../../elsewhere',
  'http://claude.ai/api/mcp/auth_callback',
  'https://claude.ai@example.org/api/mcp/auth_callback',
  'https://claude.ai/api/mcp/auth_callback#x',
  'https://example.org\\@claude.ai/api/mcp/auth_callback',
  'http://127.0.0.1:1@example.org/callback',
  'http://127.0.0.1.example.org/callback',
  '//example.org/callback',
  'javascript:alert(1)',
  'data:text/html,x',
  '',
];

export default defineCheck({
  requirement: 'auth.redirect-allowlist',
  async run({ url, fetch }) {
    const discovery = await discover(url, fetch);
    const registered = async (uri: string, ...beside: string[]): Promise<boolean> =>
      register(discovery, fetch, [...beside, uri]).then(
        ({ redirect_uris: uris }) => uris.includes(uri),
        () => false,
      );
    for (const uri of CLAUDE) {
      if (!(await registered(uri))) throw new Violation(`a callback of Claude is refused: ${uri}`);
    }
    for (const uri of FOREIGN) {
      if (await registered(uri)) throw new Violation(`a foreign redirect address is accepted: ${uri}`);
      if (await registered(uri, ...CLAUDE))
        throw new Violation(`a foreign redirect address is accepted beside good ones: ${uri}`);
    }
    return `${CLAUDE.length} callbacks of Claude accepted, ${FOREIGN.length} foreign ones refused`;
  },
  saboteurs: [
    {
      breaks: 'registers any redirect address',
      caught: /foreign redirect address is accepted/u,
      sabotage: (wire) => onRegistration(wire, () => true),
    },
    {
      breaks: 'looks at the first of the redirect addresses only',
      caught: /accepted beside good ones/u,
      sabotage: (wire) =>
        rewriteResponses(
          wire,
          (_url, request) => request.method === 'POST',
          async (response, request) => {
            const asked: unknown = response.status === 201 ? await request.json() : {};
            return asked !== null && typeof asked === 'object' && 'redirect_uris' in asked
              ? Response.json({ client_id: 'client', redirect_uris: asked.redirect_uris }, { status: 201 })
              : response;
          },
        ),
    },
    {
      breaks: 'knows only one address of Claude',
      caught: /callback of Claude is refused: https:\/\/claude\.com/u,
      sabotage: (wire) =>
        onRegistration(wire, (uri) => (uri.startsWith('https://claude.com') ? false : null)),
    },
  ],
});

/** Decides registrations by their first redirect address; null leaves the decision as it was. */
function onRegistration(wire: Wire, decide: (uri: string) => boolean | null): Fetch {
  return rewriteResponses(
    wire,
    (_url, request) => request.method === 'POST',
    async (response, request) => {
      const uri = /"redirect_uris":\["([^"]*)"/u.exec(await request.text())?.[1];
      const decision = uri === undefined ? null : decide(uri);
      if (decision === null) return response;
      return decision
        ? Response.json({ client_id: 'client', redirect_uris: [uri] }, { status: 201 })
        : Response.json({ error: 'invalid_redirect_uri' }, { status: 400 });
    },
  );
}
