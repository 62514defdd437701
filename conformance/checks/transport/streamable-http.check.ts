import { defineCheck } from '../../define.ts';
import { Violation } from '../../finding.ts';
import { rewriteMessages } from '../../sabotage/sabotage.ts';
import { refusing, toolsByRevision } from './tools-by-revision.ts';

export default defineCheck({
  requirement: 'transport.streamable-http',
  async run(connector) {
    const shown = await toolsByRevision(connector);
    const served = shown.filter(({ names }) => names !== null);
    if (served.length === 0)
      throw new Violation(`no client can list the tools: ${shown.map(({ problem }) => problem).join('; ')}`);
    const expected = (await connector.catalog()).map(({ name }) => name).join();
    const other = served.find(({ names }) => names !== expected);
    if (other !== undefined) throw new Violation(`a client of ${other.revisions} is shown other tools`);
    return `clients of ${served.map(({ revisions }) => revisions).join(' and ')} list the same tools at one address`;
  },
  saboteurs: [
    {
      breaks: 'knows neither the handshake nor the discovery',
      caught: /no client can list the tools/u,
      sabotage: (wire) => refusing(wire, ['initialize', 'server/discover']),
    },
    {
      breaks: 'hides a tool from clients of the 2025 revisions',
      caught: /client of the 2025 revisions is shown other tools/u,
      sabotage: (wire) =>
        rewriteMessages(wire, {
          answer: (answer, { method, params }) => {
            const tools = answer.result?.['tools'];
            const modern = JSON.stringify(params ?? {}).includes('2026-07-28');
            if (method !== 'tools/list' || modern || !Array.isArray(tools)) return answer;
            return { ...answer, result: { ...answer.result, tools: tools.slice(1) } };
          },
        }),
    },
  ],
});
