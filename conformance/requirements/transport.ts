import type { Requirement } from '../ledger/requirement.ts';

/** How a client reaches the connector. */
export const transport = [
  {
    id: 'transport.https',
    clause: 'The endpoint answers over HTTPS; plain HTTP is for loopback alone.',
    section: 'MCP server endpoint',
    sentence_sha256: ['a32b1f3f7cc75a5ee525f24bef70f913cd86a9fc4372e0a9af3e0bee15367280'],
    keyword: 'MUST',
    level: 'L1',
  },
  {
    id: 'transport.streamable-http',
    clause:
      'One address speaks Streamable HTTP, and shows clients of every revision that it knows the same tools.',
    section: 'MCP server endpoint',
    sentence_sha256: [
      'a32b1f3f7cc75a5ee525f24bef70f913cd86a9fc4372e0a9af3e0bee15367280',
      '1ae7880baee0591a52b121b86400b15d9db7dd182ded1e1bf26f6dab971d321c',
    ],
    keyword: 'MUST',
    level: 'L1',
  },
  {
    id: 'transport.revisions',
    clause: 'Clients of the 2025 revisions and of 2026-07-28 alike are served.',
    section: 'MCP 2026-07-28, Versioning',
    sentence_sha256: [],
    keyword: 'SHOULD',
    level: 'L1',
  },
  {
    id: 'transport.address-is-enough',
    clause:
      'A client that knows only the address finds the way to sign in, signs in and lists the tools; nothing is installed.',
    section: 'Connecting from Cursor, VS Code, and other MCP clients',
    sentence_sha256: [
      'da366e8a4443b94d17002b2a479e481d7d4f48d37861cabbe17e377fe1b1abcd',
      '1ae7880baee0591a52b121b86400b15d9db7dd182ded1e1bf26f6dab971d321c',
      '21df56cd9337b249f8a4f3136bacf1d0dea58859f5b78a05023890cb21f01643',
    ],
    keyword: 'MUST',
    level: 'L1',
  },
  {
    id: 'transport.published-address',
    clause: 'The connector of production answers at its published address.',
    section: 'MCP server endpoint',
    sentence_sha256: [
      'ec5dc7513abdd02784c7cf1a77979c9b823e27c45a0c07029c8942d610d7783b',
      '21df56cd9337b249f8a4f3136bacf1d0dea58859f5b78a05023890cb21f01643',
    ],
    keyword: 'MUST',
    level: 'L1',
    deferred:
      'the address of production is outside of every test run: a monitor of production would observe it',
  },
  {
    id: 'transport.stateless',
    clause: 'The connector keeps nothing between requests: a call needs no earlier exchange.',
    section: 'Data handling and privacy',
    sentence_sha256: ['3b9e716b0ee21381b34296541a96ccc25e4c24a046d4790d3b6f756151a38a62'],
    keyword: 'MUST',
    level: 'L1',
  },
] as const satisfies readonly Requirement[];
