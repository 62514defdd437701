import { defineCheck } from '../../../define.ts';
import { Violation } from '../../../finding.ts';
import { knock } from '../../../client/raw-request.ts';
import { rewriteResponses } from '../../../sabotage/sabotage.ts';

export default defineCheck({
  requirement: 'auth.no-store',
  async run(connector) {
    const token = await (await connector.token('wide'))();
    for (const bearer of [null, 'x', token]) {
      const { status, headers, exchange } = await knock(connector, bearer);
      const directives = headers.get('cache-control') ?? 'no Cache-Control';
      if (!/\bno-store\b/iu.test(directives))
        throw new Violation(`an answer with ${status} may be stored on the way: ${directives}`, {
          calls: [exchange],
        });
    }
    return 'answers and refusals are stored nowhere on the way';
  },
  saboteurs: [
    {
      breaks: 'lets its refusals be stored',
      caught: /answer with 401 may be stored on the way: no Cache-Control/u,
      sabotage: (wire) => recached(wire, 401, null),
    },
    {
      breaks: 'lets browsers keep what it shows',
      caught: /answer with 200 may be stored on the way: private, max-age=60/u,
      sabotage: (wire) => recached(wire, 200, 'private, max-age=60'),
    },
  ],
});

function recached(
  wire: Parameters<typeof rewriteResponses>[0] & { url: URL },
  status: number,
  value: string | null,
) {
  return rewriteResponses(
    wire,
    ({ href }) => href === wire.url.href,
    (response) => {
      if (response.status !== status) return response;
      const headers = new Headers(response.headers);
      if (value === null) headers.delete('cache-control');
      else headers.set('cache-control', value);
      return new Response(response.body, { status, headers });
    },
  );
}
