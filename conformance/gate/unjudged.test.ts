import { expect, test } from 'vitest';
import { reportOf } from '../report/report.ts';
import type { Verdict } from '../run.ts';
import { unjudged } from './unjudged.ts';

const verdict = (requirement: string, change: Partial<Verdict> = {}): Verdict => ({
  requirement,
  check: 'some/check',
  severity: 'MUST',
  status: 'not_tested',
  message: '',
  evidence: { calls: [], journal: [] },
  ...change,
});
const report = reportOf(
  [
    verdict('auth.pkce'),
    verdict('auth.revocation'),
    verdict('catalog.title', { status: 'pass' }),
    verdict('catalog.analyst', { applies: false }),
    verdict('privacy.region', { check: 'deferred' }),
  ],
  { connector: { url: '', name: '', version: '' }, level: 'L1', seed: 1, target: '' },
);

test('what applies and was not judged counts up to the level, and not above', () => {
  expect(unjudged(report, 'L1')).toEqual(['auth.pkce']);
  expect(unjudged(report, 'L2')).toEqual(['auth.pkce', 'auth.revocation']);
});
