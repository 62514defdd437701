import { defineCheck } from '../../define.ts';
import { Violation } from '../../finding.ts';
import { erasOf, send } from '../../client/eras.ts';
import { answerOtherwise } from '../../sabotage/answer-sabotage.ts';

export default defineCheck({
  requirement: 'transport.only-post',
  async run(connector) {
    for (const era of await erasOf(connector)) {
      for (const http of ['GET', 'DELETE'] as const) {
        const { status, exchange } = await send(connector, { ...era.ask('tools/list'), http });
        if (status !== 405)
          throw new Violation(`${http} (${era.revision}) is answered with HTTP ${status}`, {
            calls: [exchange],
          });
      }
    }
    return 'there is nothing to get and nothing to end';
  },
  saboteurs: [
    {
      breaks: 'lets clients of the older revisions end a session',
      caught: /DELETE \(2025-11-25\) is answered with HTTP 200/u,
      sabotage: (wire) =>
        answerOtherwise(
          wire,
          ({ http, headers }) => http === 'DELETE' && headers.get('mcp-protocol-version') === '2025-11-25',
          () => new Response(null, { status: 200 }),
        ),
    },
  ],
});
