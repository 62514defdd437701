import { z } from 'zod';
import type { Counts } from './part.ts';

const count = z.int().nonnegative();

const vitestSchema = z.object({
  numPassedTests: count,
  numFailedTests: count,
  numPendingTests: count,
  numTodoTests: count,
});

const playwrightSchema = z.object({
  stats: z.object({ expected: count, unexpected: count, flaky: count, skipped: count }),
});

const conformanceSchema = z.object({
  totals: z.object({ pass: count, fail: count, warn: count, not_tested: count }),
});

export function countVitest(report: unknown): Counts {
  const { numPassedTests, numFailedTests, numPendingTests, numTodoTests } = vitestSchema.parse(report);
  return { passed: numPassedTests, failed: numFailedTests, skipped: numPendingTests + numTodoTests };
}

/** A test that passed only when repeated has failed. */
export function countPlaywright(report: unknown): Counts {
  const { expected, unexpected, flaky, skipped } = playwrightSchema.parse(report).stats;
  return { passed: expected, failed: unexpected + flaky, skipped };
}

/** A warning is a SHOULD that does not hold: the connector still passes. */
export function countConformance(report: unknown): Counts {
  const { pass, fail, warn, not_tested: skipped } = conformanceSchema.parse(report).totals;
  return { passed: pass + warn, failed: fail, skipped };
}
