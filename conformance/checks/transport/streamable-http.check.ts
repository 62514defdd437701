import { defineCheck } from '../../define.ts';
import type { Wire } from '../../define.ts';
import { Violation } from '../../finding.ts';
import { openSession } from '../../mcp-client.ts';
import { rewriteMessages } from '../../sabotage.ts';
import type { Fetch } from '../../wire.ts';

const ERAS = [
  { revisions: 'the 2025 revisions', mode: 'legacy' },
  { revisions: '2026-07-28', mode: { pin: '2026-07-28' } },
] as const;

export default defineCheck({
  requirement: 'transport.streamable-http',
  async run(connector) {
    const { url, fetch } = connector;
    const expected = (await connector.catalog()).map(({ name }) => name).join();
    for (const { revisions, mode } of ERAS) {
      const names = await openSession({ url, fetch, who: 'wide', token: await connector.token('wide'), mode })
        .then(async (session) => session.manifest())
        .then(
          (tools) => tools.map(({ name }) => name).join(),
          (error: unknown) => {
            throw new Violation(`a client of ${revisions} cannot list the tools: ${String(error)}`);
          },
        );
      if (names !== expected) throw new Violation(`a client of ${revisions} is shown other tools`);
    }
    return 'clients of both eras list the same tools at one address';
  },
  saboteurs: [
    {
      breaks: 'does not know the handshake of the 2025 revisions',
      caught: /client of the 2025 revisions cannot/u,
      sabotage: (wire) => refusing(wire, 'initialize'),
    },
    {
      breaks: 'does not know the discovery of 2026-07-28',
      caught: /client of 2026-07-28 cannot/u,
      sabotage: (wire) => refusing(wire, 'server/discover'),
    },
  ],
});

function refusing(wire: Wire, method: string): Fetch {
  return rewriteMessages(wire, {
    answer: (answer, asked) =>
      asked.method === method
        ? { jsonrpc: '2.0', id: asked.id, error: { code: -32601, message: 'unknown method' } }
        : answer,
  });
}
