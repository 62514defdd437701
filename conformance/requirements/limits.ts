import type { Requirement } from '../ledger/requirement.ts';

/** How much, how long, how often. */
export const limits = [
  {
    id: 'limits.result-cap',
    clause: 'No result has more than 25,000 tokens.',
    section: 'Limits and constraints',
    sentence_sha256: ['f6b8573150a3186afb9e4a26807761868d250f48a1d8bce076506cdd91755285'],
    keyword: 'MUST',
    level: 'L1',
  },
  {
    id: 'limits.pagination',
    clause: 'Large lists come in pages of the size asked for, with a cursor to the next.',
    section: 'Limits and constraints',
    sentence_sha256: ['ad35f1f49a4e7f9bdf6fafab27e655bb73f2ef3956512d9fbd20b87709adde93'],
    keyword: 'MUST',
    level: 'L1',
  },
  {
    id: 'limits.pages-complete',
    clause: 'The pages of a list are the whole list: nothing missing, nothing twice.',
    section: 'Limits and constraints',
    sentence_sha256: ['ad35f1f49a4e7f9bdf6fafab27e655bb73f2ef3956512d9fbd20b87709adde93'],
    keyword: 'MUST',
    level: 'L2',
  },
  {
    id: 'limits.pages-in-motion',
    clause: 'What was there when paging began stands on the pages once, even when drafts are made meanwhile.',
    section: 'Limits and constraints',
    sentence_sha256: ['ad35f1f49a4e7f9bdf6fafab27e655bb73f2ef3956512d9fbd20b87709adde93'],
    keyword: 'MUST',
    level: 'L2',
  },
  {
    id: 'limits.cursor-bound',
    clause: 'A cursor that was altered, or that belongs to another user, list or filter, is refused.',
    section: 'MCP 2026-07-28, Tools: Stateful Tools',
    sentence_sha256: [],
    keyword: 'MUST',
    level: 'L1',
  },
  {
    id: 'limits.deadline',
    clause: 'A tool handler ends within five minutes.',
    section: 'Limits and constraints',
    sentence_sha256: ['54d5336c65bd2f0794b849151c496065df1787e301474f068bfb99b55d7e6e55'],
    keyword: 'MUST',
    level: 'L3',
  },
  {
    id: 'limits.job-handle',
    clause: 'An analytics query that runs long answers with a handle to ask again with.',
    section: 'Limits and constraints',
    sentence_sha256: ['54d5336c65bd2f0794b849151c496065df1787e301474f068bfb99b55d7e6e55'],
    keyword: 'MUST',
    level: 'L2',
  },
  {
    id: 'limits.rate-limit',
    clause: 'Too many calls of one user are refused with the time to wait; the calls of others go on.',
    section: 'Limits and constraints',
    sentence_sha256: ['beebc32b7be9342abaafa8fae3567d4268fc83eaadfb15b2aacc03e857ff4735'],
    keyword: 'MUST',
    level: 'L1',
  },
] as const satisfies readonly Requirement[];
