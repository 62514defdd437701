import { create } from 'xmlbuilder2';
import { printable } from './printable.ts';
import type { Report, Result } from './report.ts';
import { areasOf, countOf } from './words.ts';

/** The report as JUnit XML: a suite for each area, a case for each requirement under a check. */
export function junit({ connector, results, totals, seconds }: Report): string {
  const root = create({ version: '1.0', encoding: 'UTF-8' }).ele('testsuites', {
    name: printable(`conformance of ${connector.url}`),
    tests: results.length,
    failures: results.filter(isFailure).length,
    skipped: totals.not_tested + results.filter(isKnown).length,
    time: seconds,
  });
  for (const { area, results: cases } of areasOf(results)) {
    const suite = root.ele('testsuite', {
      name: printable(area),
      tests: cases.length,
      failures: cases.filter(isFailure).length,
      skipped: countOf(cases, 'not_tested') + cases.filter(isKnown).length,
    });
    for (const result of cases) addCase(suite, area, result);
  }
  return root.end({ prettyPrint: true });
}

function isFailure({ status, known }: Result): boolean {
  return status === 'fail' && known === undefined;
}

/** A failure that the baseline covers is skipped: it fails no build, and does not pass either. */
function isKnown({ status, known }: Result): boolean {
  return status === 'fail' && known !== undefined;
}

function addCase(suite: ReturnType<typeof create>, area: string, result: Result): void {
  const { requirement: id, check, seconds, status, known } = result;
  const name = printable(`${id} (${check})`);
  const element = suite.ele('testcase', { classname: printable(area), name, time: seconds });
  const message = printable(result.message);
  if (status === 'not_tested') element.ele('skipped', { message });
  if (isKnown(result)) {
    const reason = printable(`known until ${known?.expires ?? ''}: ${known?.reason ?? ''}`);
    element.ele('skipped', { message: `${reason}: ${message}` });
  }
  if (status === 'warn') element.ele('system-out').txt(`warning: ${message}`);
  if (isFailure(result)) {
    const evidence = printable(JSON.stringify(result.evidence));
    element
      .ele('failure', { message, type: result.severity })
      .txt(`${evidence}\nagain: ${printable(result.replay)}`);
  }
}
