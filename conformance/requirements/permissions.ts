import type { Requirement } from '../ledger/requirement.ts';

/** Who sees what. */
export const permissions = [
  {
    id: 'permissions.inherited',
    clause: 'What the connector lists for a user is exactly what the permission rules let this user see.',
    section: 'Permissions',
    sentence_sha256: ['41c48cae636d2643635e8252ca8790c7bf22efa0b6512d46e1933e4b12ee1da1'],
    keyword: 'MUST',
    level: 'L2',
  },
  {
    id: 'permissions.invisible-is-absent',
    clause: 'What a user may not see answers like what does not exist.',
    section: 'Permissions',
    sentence_sha256: ['5ae237049ade450ce62113d06d4e34c3fdaa5fbe9a091159304be4374a2d289a'],
    keyword: 'MUST',
    level: 'L2',
  },
  {
    id: 'permissions.own-tenant',
    clause: 'A user sees the own tenant; nothing of another one can be listed or fetched.',
    section: 'Permissions',
    sentence_sha256: [
      'da366e8a4443b94d17002b2a479e481d7d4f48d37861cabbe17e377fe1b1abcd',
      '41c48cae636d2643635e8252ca8790c7bf22efa0b6512d46e1933e4b12ee1da1',
    ],
    keyword: 'MUST',
    level: 'L2',
  },
  {
    id: 'permissions.api-layer',
    clause: 'Rights are looked up in the API at every call: taking one away counts at the very next call.',
    section: 'Permissions',
    sentence_sha256: ['d9674be14467be443be10905d61be85b8f3d92b076b9c41c074ff5f6dc069dec'],
    keyword: 'MUST',
    level: 'L2',
  },
  {
    id: 'permissions.caller-identity',
    clause: 'The connector asks the API in the name of the user who called, never in another.',
    section: 'Permissions',
    sentence_sha256: ['41c48cae636d2643635e8252ca8790c7bf22efa0b6512d46e1933e4b12ee1da1'],
    keyword: 'MUST',
    level: 'L2',
  },
  {
    id: 'permissions.any-interleaving',
    clause:
      'However the calls of several users interleave, each is answered as if it were alone, in the name of its caller.',
    section: 'Permissions',
    sentence_sha256: ['41c48cae636d2643635e8252ca8790c7bf22efa0b6512d46e1933e4b12ee1da1'],
    keyword: 'MUST',
    level: 'L3',
  },
  {
    id: 'permissions.every-user',
    clause:
      'For every user of every role, lists, counts, searches and fetches show what the permission rules allow: no more and no less.',
    section: 'Permissions',
    sentence_sha256: [
      '41c48cae636d2643635e8252ca8790c7bf22efa0b6512d46e1933e4b12ee1da1',
      '5ae237049ade450ce62113d06d4e34c3fdaa5fbe9a091159304be4374a2d289a',
    ],
    keyword: 'MUST',
    level: 'L2',
  },
  {
    id: 'permissions.midway',
    clause: 'A right that goes while a call runs counts for the rest of that call: nothing is shown.',
    section: 'Permissions',
    sentence_sha256: ['d9674be14467be443be10905d61be85b8f3d92b076b9c41c074ff5f6dc069dec'],
    keyword: 'MUST',
    level: 'L3',
  },
  {
    id: 'permissions.resources',
    clause:
      'What a user may not see cannot be read by its address either, and answers like what does not exist.',
    section: 'Permissions',
    sentence_sha256: ['5ae237049ade450ce62113d06d4e34c3fdaa5fbe9a091159304be4374a2d289a'],
    keyword: 'MUST',
    level: 'L2',
  },
  {
    id: 'permissions.completions',
    clause: 'Completion offers no user a name or an id of what that user may not see.',
    section: 'Permissions',
    sentence_sha256: ['5ae237049ade450ce62113d06d4e34c3fdaa5fbe9a091159304be4374a2d289a'],
    keyword: 'MUST',
    level: 'L2',
  },
  {
    id: 'permissions.no-cross-talk',
    clause: 'Calls of several users at the same time are each answered as if they came alone.',
    section: 'Permissions',
    sentence_sha256: ['41c48cae636d2643635e8252ca8790c7bf22efa0b6512d46e1933e4b12ee1da1'],
    keyword: 'MUST',
    level: 'L1',
  },
] as const satisfies readonly Requirement[];
