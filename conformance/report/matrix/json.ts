import type { Matrix } from '../../selftest/matrix.ts';
import { totalsOf } from '../../selftest/totals.ts';

/** The matrix with what it comes to, for programs. */
export function matrixJson(matrix: Matrix): string {
  const report = {
    schema: 'https://optimove-mcp-harness.example/conformance/self-test.v1',
    totals: totalsOf(matrix),
    ...matrix,
  };
  return `${JSON.stringify(report, null, 2)}\n`;
}
