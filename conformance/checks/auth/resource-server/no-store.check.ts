import { defineCheck } from '../../../define.ts';
import type { Wire } from '../../../define.ts';
import { Violation } from '../../../finding.ts';
import { knock } from '../../../client/raw-request.ts';
import type { Fetch } from '../../../client/wire.ts';
import { answerOtherwise, reheaded } from '../../../sabotage/answer-sabotage.ts';

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

function recached(wire: Wire, status: number, value: string | null): Fetch {
  return answerOtherwise(
    wire,
    () => true,
    (_sent, response) =>
      response.status === status ? reheaded(response, { 'cache-control': value }) : response,
  );
}
