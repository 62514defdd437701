import { defineCheck } from '../../define.ts';
import { NotTestable, Violation } from '../../finding.ts';
import { legacyEra, send, withHeaders } from '../../client/eras.ts';
import { rewriteResultOf } from '../../sabotage/answer-sabotage.ts';
import { OUR_CLIENT } from '../../client/our-client.ts';

const OLDER = ['2025-11-25', '2025-06-18', '2025-03-26'];
const NEVER = '1999-12-31';

export default defineCheck({
  requirement: 'transport.negotiation',
  async run(connector) {
    const era = await legacyEra(connector);
    const spoken: string[] = [];
    for (const revision of OLDER) {
      const named = { 'mcp-protocol-version': revision };
      const { answer } = await send(connector, withHeaders(era.ask('tools/list'), named));
      if (answer?.result !== undefined) spoken.push(revision);
    }
    if (spoken.length === 0) throw new NotTestable('tools/list is answered in none of the older revisions');
    for (const asked of [...spoken, NEVER]) {
      const hello = { capabilities: {}, clientInfo: OUR_CLIENT };
      const initialize = era.ask('initialize', { protocolVersion: asked, ...hello });
      const { answer, exchange } = await send(
        connector,
        withHeaders(initialize, { 'mcp-protocol-version': null }),
      );
      const agreed = answer?.result?.['protocolVersion'];
      if (asked === NEVER ? typeof agreed !== 'string' || agreed === NEVER : agreed !== asked) {
        throw new Violation(`who asks for ${asked} is offered ${JSON.stringify(agreed ?? null)}`, {
          calls: [exchange],
        });
      }
    }
    return `${spoken.join(', ')} as asked for; another one to who asks for none of these`;
  },
  saboteurs: [
    {
      breaks: 'offers its newest revision to who asks for an older one that it speaks',
      caught: /who asks for 2025-06-18 is offered "2025-11-25"/u,
      sabotage: (wire) =>
        rewriteResultOf(wire, 'initialize', (result) => ({ ...result, protocolVersion: '2025-11-25' })),
    },
    {
      breaks: 'agrees to any revision that it is asked for',
      caught: /who asks for 1999-12-31 is offered "1999-12-31"/u,
      sabotage: (wire) =>
        rewriteResultOf(wire, 'initialize', (result, { params }) => ({
          ...result,
          protocolVersion: params?.['protocolVersion'],
        })),
    },
  ],
});
