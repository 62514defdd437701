import type { Reckoning } from '../baseline/baseline.ts';
import { STANDARD_RUNS } from '../report/replay-line.ts';
import { reportOf } from '../report/report.ts';
import type { Report } from '../report/report.ts';
import type { Verdict } from '../run.ts';

/** What a connector may say to whoever reads a report about it. */
export const HOSTILE =
  'a <b> & "c" \u0000 \u001B[31m \u202Eevil \uD800 ``` | <script>alert(1)</script> </style> [x](javascript:y) @team #1\n</details>';

const nothing = { calls: [], journal: [] };

const entry = {
  seq: 1,
  time: '',
  endpoint: 'activate',
  method: 'POST',
  path: '/x',
  effect: 'activate',
  tenant_id: null,
  user_id: null,
  client_id: null,
  scopes: [],
  status: 200,
};

/** One verdict of each kind; what fails says hostile things. */
export const verdicts: Verdict[] = [
  {
    requirement: 'catalog.title',
    check: 'catalog/title',
    severity: 'MUST',
    status: 'pass',
    message: '17 titles',
    evidence: nothing,
    seconds: 0.25,
  },
  {
    requirement: 'auth.pkce',
    check: 'auth/pkce',
    severity: 'MUST',
    status: 'fail',
    message: 'an authorization without a code challenge got a code',
    evidence: nothing,
  },
  {
    requirement: 'safety.no-activation',
    check: 'safety/no-activation',
    severity: 'MUST',
    status: 'fail',
    message: HOSTILE,
    evidence: {
      calls: [
        { as: 'wide', request: 'tools/call t', arguments: { id: HOSTILE }, status: 200, answer: HOSTILE },
      ],
      journal: [entry],
      path: '3:1',
    },
  },
  {
    requirement: 'catalog.size',
    check: 'catalog/size',
    severity: 'SHOULD',
    status: 'warn',
    message: 'large',
    evidence: nothing,
  },
  {
    requirement: 'permissions.own-tenant',
    check: 'permissions/own-tenant',
    severity: 'MUST',
    status: 'not_tested',
    message: HOSTILE,
    evidence: nothing,
  },
  {
    requirement: 'privacy.region',
    check: 'deferred',
    severity: 'MUST',
    status: 'not_tested',
    message: 'deferred: no',
    evidence: nothing,
  },
];

const NO_BASELINE: Reckoning = { known: new Map(), stale: [], expired: [] };

/** A report of these verdicts; `changes` go over it. */
export function sampleReport(
  { of = verdicts, reckoning = NO_BASELINE }: { of?: readonly Verdict[]; reckoning?: Reckoning } = {},
  changes: Partial<Report> = {},
): Report {
  const report = reportOf(of, {
    connector: { url: 'https://mcp.test/mcp', name: 'one', version: '2' },
    level: 'L2',
    seed: 9,
    runs: STANDARD_RUNS,
    date: '2026-11-23',
    seconds: 1.25,
    sequences: 200,
    reached: { url: 'https://mcp.test/mcp', people: { wide: 'a@b.test' } },
    reckoning,
    checks: [],
  });
  return { ...report, ...changes };
}
