import { defineCheck } from '../../../define.ts';
import { Violation } from '../../../finding.ts';
import { knock } from '../../../client/raw-request.ts';
import { rewriteResponses } from '../../../sabotage/sabotage.ts';

const EVIL = 'evil.example';
const POISON = {
  'X-Forwarded-Host': { 'x-forwarded-host': EVIL, 'x-forwarded-proto': 'https' },
  Forwarded: { forwarded: `host=${EVIL};proto=https` },
  Host: { host: EVIL },
};

export default defineCheck({
  requirement: 'auth.host-not-reflected',
  async run(connector) {
    const { url, fetch } = connector;
    for (const [name, headers] of Object.entries(POISON)) {
      const challenge = await knock(connector, null, undefined, { headers });
      const metadata = new URL(`/.well-known/oauth-protected-resource${url.pathname}`, url.origin);
      const response = await fetch(new Request(metadata, { headers }));
      const said = {
        'the challenge': JSON.stringify([...challenge.headers]) + challenge.body,
        'the metadata': JSON.stringify([...response.headers]) + (await response.text()),
      };
      for (const [what, text] of Object.entries(said))
        if (text.includes(EVIL)) throw new Violation(`${what} repeats what the header ${name} says`);
    }
    return `${Object.keys(POISON).length} headers that name another host change no address`;
  },
  saboteurs: [
    {
      breaks: 'makes the address in its challenge of X-Forwarded-Host',
      caught: /the challenge repeats what the header X-Forwarded-Host says/u,
      sabotage: (wire) =>
        rewriteResponses(
          wire,
          ({ href }) => href === wire.url.href,
          (response, request) => {
            const host = request.headers.get('x-forwarded-host');
            const header = response.headers.get('www-authenticate');
            if (host === null || header === null) return response;
            const changed = header.replace(wire.url.host, host);
            return new Response(null, { status: response.status, headers: { 'www-authenticate': changed } });
          },
        ),
    },
    {
      breaks: 'makes its metadata of the Host header',
      caught: /the metadata repeats what the header Host says/u,
      sabotage: (wire) =>
        rewriteResponses(
          wire,
          ({ pathname }) => pathname.includes('oauth-protected-resource'),
          (response, request) => {
            const host = request.headers.get('host');
            return host === null ? response : Response.json({ resource: `https://${host}/mcp` });
          },
        ),
    },
  ],
});
