import { describe, expect, test } from 'vitest';
import { countConformance, countPlaywright, countVitest } from './counts.ts';

describe('counts', () => {
  test('of vitest', () => {
    const report = {
      numPassedTests: 3,
      numFailedTests: 1,
      numPendingTests: 2,
      numTodoTests: 4,
      success: false,
    };

    expect(countVitest(report)).toEqual({ passed: 3, failed: 1, skipped: 6 });
  });

  test('of Playwright, where a flaky test has failed', () => {
    const report = { stats: { expected: 3, unexpected: 1, flaky: 1, skipped: 2 } };

    expect(countPlaywright(report)).toEqual({ passed: 3, failed: 2, skipped: 2 });
  });

  test('of the conformance suite, where what could not be judged is skipped', () => {
    const report = { totals: { pass: 3, fail: 1, warn: 2, not_tested: 4 } };

    expect(countConformance(report)).toEqual({ passed: 5, failed: 1, skipped: 4 });
  });

  test('refuse a report that is not one', () => {
    expect(() => countVitest({ numPassedTests: '3' })).toThrow(/numPassedTests/u);
  });
});
