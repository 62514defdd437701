import type { Requirement } from '../ledger/requirement.ts';

/** That the connector does its work: refusing everything is not safety. */
export const liveness = [
  {
    id: 'liveness.reads',
    clause: 'Every list can be listed, and every entity that it shows can be fetched.',
    section: 'Tool catalog',
    sentence_sha256: [
      '7dcaf747e4c2872f6873088f28ed884dda3690f73c7fc3409588fd20188755c2',
      '3825313ff42d1017033f25549d63f9ee517b145cac4bbb1999829a061ee74b41',
      '8ffdd840b4a46b884b17b25c89086c4ced3d129ff24cbc9a1682e7b2ce5dc6c8',
    ],
    keyword: 'MUST',
    level: 'L1',
  },
] as const satisfies readonly Requirement[];
