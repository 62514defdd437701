import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { ROOT } from '../source/files.ts';
import { countVitest } from './counts.ts';
import { runPart, type Part } from './part.ts';

const FILE = 'reports/part-test.json';

/** A part that runs a line of JavaScript. */
function part(script: string, withReport = false): Part {
  return {
    name: 'example',
    command: () => ['--eval', script],
    ...(withReport && { report: { file: FILE, count: countVitest } }),
  };
}

/** A part that writes a report of that many tests, then ends with an exit code. */
function reporting(numPassedTests: number, numFailedTests: number, exitCode: number): Part {
  onTestFinished(() => rmSync(join(ROOT, FILE), { force: true }));
  const report = JSON.stringify({ numPassedTests, numFailedTests, numPendingTests: 1, numTodoTests: 1 });
  const script = `require('node:fs').writeFileSync('${FILE}', ${JSON.stringify(report)}); process.exit(${exitCode});`;
  return part(script, true);
}

describe('runPart', () => {
  test('counts a command without report as one test', async () => {
    expect(await runPart(part(''))).toMatchObject({ passed: 1, failed: 0, skipped: 0 });
    expect(await runPart(part('console.log("why"); process.exit(2);'))).toMatchObject({
      passed: 0,
      failed: 1,
      output: 'why\n',
    });
  });

  test('takes the counts of the report', async () => {
    expect(await runPart(reporting(5, 2, 1))).toMatchObject({ passed: 5, failed: 2, skipped: 2 });
  });

  test('fails a part that ran nothing', async () => {
    expect(await runPart(reporting(0, 0, 0))).toMatchObject({ passed: 0, failed: 1 });
  });

  test('fails a part whose exit code says so though its report does not', async () => {
    expect(await runPart(reporting(5, 0, 1))).toMatchObject({ passed: 5, failed: 1 });
  });

  test('fails a part that leaves no report, not even an old one', async () => {
    mkdirSync(join(ROOT, 'reports'), { recursive: true });
    writeFileSync(join(ROOT, FILE), JSON.stringify({ numPassedTests: 9 }));

    expect(await runPart(part('', true))).toMatchObject({ passed: 0, failed: 1 });
  });

  test('fails a part that cannot be started', async () => {
    const broken = { name: 'example', command: () => fail('No Chromium found.') };

    expect(await runPart(broken)).toMatchObject({ passed: 0, failed: 1, output: 'No Chromium found.\n' });
  });
});

function fail(message: string): never {
  throw new Error(message);
}
