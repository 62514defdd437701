import { defineCheck } from '../../define.ts';
import { Violation } from '../../finding.ts';
import { refusing, toolsByRevision } from './tools-by-revision.ts';

export default defineCheck({
  requirement: 'transport.revisions',
  async run(connector) {
    const unserved = (await toolsByRevision(connector)).find(({ names }) => names === null);
    if (unserved !== undefined)
      throw new Violation(`a client of ${unserved.revisions} cannot list the tools: ${unserved.problem}`);
    return 'clients of both eras are served';
  },
  saboteurs: [
    {
      breaks: 'does not know the handshake of the 2025 revisions',
      caught: /client of the 2025 revisions cannot/u,
      sabotage: (wire) => refusing(wire, ['initialize']),
    },
    {
      breaks: 'does not know the discovery of 2026-07-28',
      caught: /client of 2026-07-28 cannot/u,
      sabotage: (wire) => refusing(wire, ['server/discover']),
    },
  ],
});
