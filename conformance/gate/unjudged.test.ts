import { expect, test } from 'vitest';
import type { Verdict } from '../run.ts';
import { sampleReport } from '../testing/sample-report.ts';
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
const report = sampleReport(
  {
    of: [
      verdict('auth.pkce'),
      verdict('auth.revocation'),
      verdict('catalog.title', { status: 'pass' }),
      verdict('catalog.analyst', { applies: false }),
      verdict('privacy.region', { check: 'deferred' }),
    ],
  },
  { level: 'L1' },
);

test('what applies and was not judged counts up to the level, and not above', () => {
  expect(unjudged(report, 'L1')).toEqual(['auth.pkce']);
  expect(unjudged(report, 'L2')).toEqual(['auth.pkce', 'auth.revocation']);
});
