import { z } from 'zod';
import { defineCheck } from '../../define.ts';
import { Violation } from '../../finding.ts';
import { META, modernEra, send, withBody, withHeaders } from '../../client/eras.ts';
import { rewriteResultOf } from '../../sabotage/answer-sabotage.ts';
import { jsonSchema } from '../../client/wire.ts';

const discovered = z.looseObject({
  supportedVersions: z.array(z.string()).min(1),
  capabilities: z.looseObject({ tools: jsonSchema }),
});

export default defineCheck({
  requirement: 'transport.discover',
  async run(connector) {
    const era = await modernEra(connector);
    const { answer, exchange } = await send(connector, era.ask('server/discover'));
    const result = discovered.safeParse(answer?.result);
    if (!result.success) {
      throw new Violation(
        `server/discover names no revisions, or no tools: ${z.prettifyError(result.error)}`,
        {
          calls: [exchange],
        },
      );
    }
    for (const revision of result.data.supportedVersions) {
      const meta = { [`${META}protocolVersion`]: revision, [`${META}clientCapabilities`]: {} };
      const ask = withHeaders(era.ask('tools/list'), { 'mcp-protocol-version': revision });
      const tried = await send(connector, withBody(ask, { params: { _meta: meta } }));
      if (tried.answer?.result === undefined)
        throw new Violation(`server/discover names ${revision}, in which nothing is answered`, {
          calls: [exchange, tried.exchange],
        });
    }
    return `it names ${result.data.supportedVersions.join(', ')}, and keeps its word`;
  },
  saboteurs: [
    {
      breaks: 'names a revision that it does not speak',
      caught: /names 2027-01-31, in which nothing is answered/u,
      sabotage: (wire) =>
        rewriteResultOf(wire, 'server/discover', (result) => ({
          ...result,
          supportedVersions: ['2026-07-28', '2027-01-31'],
        })),
    },
    {
      breaks: 'says nothing of its tools',
      caught: /names no revisions, or no tools/u,
      sabotage: (wire) =>
        rewriteResultOf(wire, 'server/discover', (result) => ({ ...result, capabilities: {} })),
    },
  ],
});
