import type { Requirement } from '../requirement.ts';

/** What the answers hold. */
export const data = [
  {
    id: 'data.filters',
    clause: 'Lists can be narrowed by status, channel and date, and the filter is kept.',
    section: 'Tool catalog',
    sentence_sha256: ['1d844186fe1988a25dec83776d77a184ded71119aff20ee1700662c8ce3b6526'],
    keyword: 'MUST',
    level: 'L1',
  },
  {
    id: 'data.tenant-named',
    clause: 'Each result says which tenant it is about.',
    section: 'Tool catalog',
    sentence_sha256: ['1d844186fe1988a25dec83776d77a184ded71119aff20ee1700662c8ce3b6526'],
    keyword: 'MUST',
    level: 'L1',
  },
  {
    id: 'data.output-schema',
    clause: 'A structured result keeps the output schema that its tool publishes.',
    section: 'MCP 2026-07-28, Tools: structured content',
    sentence_sha256: [],
    keyword: 'MUST',
    level: 'L1',
  },
  {
    id: 'data.live',
    clause: 'What the connector shows it has just read from the API.',
    section: 'Data handling and privacy',
    sentence_sha256: ['b5127e10f9f69dc14ef537898fbd2defccb300e21c7c395ec0571d3febb2da2b'],
    keyword: 'MUST',
    level: 'L1',
  },
  {
    id: 'data.example-recent-drafts',
    clause: 'Asking for the draft campaigns of the last hour gives exactly those, with ids.',
    section: 'Example prompts for developers and integrators',
    sentence_sha256: ['eba2daf93b6fd79d198c60ddcfe983a23c8aa72db62acc4801edc04a03c45cef'],
    keyword: 'MUST',
    level: 'L1',
  },
  {
    id: 'data.example-segment',
    clause: 'A segment is found by its name and comes with its definition as a tree of predicates.',
    section: 'Example prompts for developers and integrators',
    sentence_sha256: ['9755cb1de2f844156e13ecd282c5f79c5df690810d96978d74de96a4d40ae74b'],
    keyword: 'MUST',
    level: 'L1',
  },
  {
    id: 'data.example-trigger',
    clause: 'A draft trigger on deposits above an amount can be made.',
    section: 'Example prompts for developers and integrators',
    sentence_sha256: ['1c6d5386d557cad511f2178d755db096e27b7b694c0be1febec00cc75e3fe1c3'],
    keyword: 'MUST',
    level: 'L2',
  },
  {
    id: 'data.citations',
    clause: 'Answers about the product are ranked and cite where they come from.',
    section: 'Tool catalog',
    sentence_sha256: [
      'b1abf3a215aa4619d25460c505037519672b41dc535729db06fcf1a75fe0952f',
      'c95a93e60d24cafd4a62e780423f9d6e5eb288cf3533cefbc6549430785f5b7f',
    ],
    keyword: 'MUST',
    level: 'L1',
  },
] as const satisfies readonly Requirement[];
