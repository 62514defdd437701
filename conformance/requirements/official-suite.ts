import type { Requirement } from '../ledger/requirement.ts';

/** What the official conformance suite of the protocol, `@modelcontextprotocol/conformance`, requires. Fixtures are served in one process. */
export const officialSuite = [
  {
    id: 'transport.official-2026-07-28',
    clause:
      'Behind its HTTP stack, every scenario that the official suite requires for 2026-07-28 passes without a warning.',
    section: 'MCP 2026-07-28, conformance requirements of servers',
    sentence_sha256: [],
    keyword: 'MUST',
    level: 'L3',
  },
  {
    id: 'transport.official-2025-11-25',
    clause:
      'The same for 2025-11-25, but for the five scenarios that need a session: a stateless connector has none.',
    section: 'MCP 2025-11-25, conformance requirements of servers',
    sentence_sha256: [],
    keyword: 'MUST',
    level: 'L3',
  },
  {
    id: 'transport.official-catalog',
    clause: 'With its own tools, the scenarios of the official suite that need no fixtures pass.',
    section: 'MCP 2026-07-28, conformance requirements of servers',
    sentence_sha256: [],
    keyword: 'MUST',
    level: 'L1',
  },
] as const satisfies readonly Requirement[];
