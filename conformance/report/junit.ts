import { create } from 'xmlbuilder2';
import { AREAS } from '../requirement.ts';
import { printable } from './printable.ts';
import type { Report } from './report.ts';

/** The report as JUnit XML: a suite for each area, a case for each requirement under a check. */
export function junit({ connector, results, totals }: Report): string {
  const root = create({ version: '1.0', encoding: 'UTF-8' }).ele('testsuites', {
    name: printable(`conformance of ${connector.url}`),
    tests: results.length,
    failures: totals.fail,
    skipped: totals.not_tested,
  });
  for (const area of AREAS) {
    const cases = results.filter(({ requirement }) => requirement.startsWith(`${area}.`));
    if (cases.length === 0) continue;
    const suite = root.ele('testsuite', {
      name: area,
      tests: cases.length,
      failures: cases.filter(({ status }) => status === 'fail').length,
      skipped: cases.filter(({ status }) => status === 'not_tested').length,
    });
    for (const result of cases) addCase(suite, area, result);
  }
  return root.end({ prettyPrint: true });
}

function addCase(suite: ReturnType<typeof create>, area: string, result: Report['results'][number]): void {
  const element = suite.ele('testcase', { classname: area, name: `${result.requirement} (${result.check})` });
  const message = printable(result.message);
  if (result.status === 'not_tested') element.ele('skipped', { message });
  if (result.status === 'warn') element.ele('system-out').txt(`warning: ${message}`);
  if (result.status === 'fail') {
    const evidence = printable(JSON.stringify(result.evidence));
    element
      .ele('failure', { message, type: result.severity })
      .txt(`${evidence}\nagain: ${printable(result.replay)}`);
  }
}
