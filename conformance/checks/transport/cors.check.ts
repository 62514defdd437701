import { defineCheck } from '../../define.ts';
import { Violation } from '../../finding.ts';
import { knock } from '../../client/raw-request.ts';
import { reheaded } from '../../sabotage/answer-sabotage.ts';
import { rewriteResponses } from '../../sabotage/sabotage.ts';

const EVIL = 'https://evil.example';

export default defineCheck({
  requirement: 'transport.cors',
  async run(connector) {
    const token = await (await connector.token('wide'))();
    const preflight = new Request(connector.url, {
      method: 'OPTIONS',
      headers: {
        origin: EVIL,
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'authorization, content-type',
      },
    });
    const answers = {
      'the question of a browser': (await connector.fetch(preflight)).headers,
      'a call': (await knock(connector, token, undefined, { headers: { origin: EVIL } })).headers,
      'a refusal': (await knock(connector, null, undefined, { headers: { origin: EVIL } })).headers,
    };
    for (const [what, headers] of Object.entries(answers)) {
      const allowed = headers.get('access-control-allow-origin');
      if (allowed === EVIL) throw new Violation(`the answer to ${what} lets pages of any origin read it`);
      if (headers.get('access-control-allow-credentials') === 'true')
        throw new Violation(`the answer to ${what} lets browsers send cookies along`);
    }
    return 'pages of a foreign origin can read nothing';
  },
  saboteurs: [
    {
      breaks: 'allows each origin that asks',
      caught: /lets pages of any origin read it/u,
      sabotage: (wire) => allowing(wire, (request) => request.headers.get('origin')),
    },
    {
      breaks: 'allows every origin only where it refuses anyway',
      caught: /answer to a refusal lets pages of any origin/u,
      sabotage: (wire) =>
        allowing(wire, ({ headers, method }) =>
          method === 'POST' && !headers.has('authorization') ? headers.get('origin') : null,
        ),
    },
  ],
});

function allowing(
  wire: Parameters<typeof rewriteResponses>[0],
  origin: (request: Request) => string | null,
): ReturnType<typeof rewriteResponses> {
  return rewriteResponses(
    wire,
    () => true,
    (response, request) => {
      const allowed = origin(request);
      return allowed === null ? response : reheaded(response, { 'access-control-allow-origin': allowed });
    },
  );
}
