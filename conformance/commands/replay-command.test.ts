import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { rewriteTool } from '../sabotage/sabotage.ts';
import { soundStack } from '../selftest/sound-connector.ts';
import { runCommand } from '../testing/run-command.ts';
import type { Report } from '../report/report.ts';
import { sampleReport } from '../testing/sample-report.ts';
import type { Fetch } from '../client/wire.ts';
import { temporaryFolder } from '../testing/temporary-folder.ts';

const WIDE = ['--user', 'wide=wide@alpha.test:open sesame'];

function fileWith(content: unknown): string {
  const file = join(temporaryFolder(), 'report.json');
  writeFileSync(file, JSON.stringify(content));
  return file;
}

/** A connector without a title, the report about it, and the same connector mended. */
async function reported() {
  const { target, mischief } = await soundStack();
  const { url, fetch } = target;
  const untitled: Fetch = rewriteTool(
    { fetch, url, mischief },
    () => true,
    ({ title: _gone, ...tool }) => tool,
  );
  const file = fileWith({});
  const only = ['--only', 'catalog.title,catalog.hint', '--report', `json=${file}`];
  await runCommand([...only, ...WIDE, url.href], untitled);
  const report: Report = JSON.parse(readFileSync(file, 'utf8'));
  return { file, report, untitled, mended: fetch };
}

describe('replay', { timeout: 60_000 }, () => {
  test('runs what failed again at the connector of the report, and says whether it came back', async () => {
    const { file, untitled, mended } = await reported();

    expect(await runCommand(['replay', file, ...WIDE], untitled)).toMatchObject({
      code: 1,
      printed: expect.stringMatching(/^came back +catalog\.title: no title field: \S+$/u),
      noted: expect.stringContaining('1 to replay against https://connector.test/mcp'),
    });
    expect(await runCommand(['replay', file, ...WIDE], mended)).toMatchObject({
      code: 0,
      printed: expect.stringMatching(/^did not come back +catalog\.title/u),
    });
  });

  test('takes one result of a report, at the connector of this command line', async () => {
    const { report, untitled } = await reported();
    const file = fileWith(report.results.find(({ requirement }) => requirement === 'catalog.title'));

    expect((await runCommand(['replay', file, 'https://connector.test/mcp', ...WIDE], untitled)).code).toBe(
      1,
    );
  });

  test('asks for the users of the run again, and for the module that it would run', async () => {
    const { file, untitled } = await reported();
    const strange = fileWith(sampleReport({}, { reached: { in_process: '/tmp/evil.ts' } }));

    expect(await runCommand(['replay', file], untitled)).toMatchObject({
      code: 2,
      noted: expect.stringContaining('give again --user wide=wide@alpha.test:PASSWORD'),
    });
    expect(await runCommand(['replay', strange], untitled)).toMatchObject({
      code: 2,
      noted: expect.stringContaining('give again --in-process /tmp/evil.ts'),
    });
  });

  test('says what it cannot judge, and what is no failure', async () => {
    const { report, untitled } = await reported();
    const [first] = report.results;
    const strange = fileWith({ ...report, results: [{ ...first, status: 'fail', check: 'no/check' }] });
    const sound = fileWith({ ...report, results: [] });

    expect(await runCommand(['replay', strange, ...WIDE], untitled)).toMatchObject({
      code: 3,
      printed: expect.stringContaining('this suite has no check no/check'),
    });
    expect(await runCommand(['replay', sound], untitled)).toMatchObject({
      code: 0,
      printed: 'Nothing failed in this report.',
    });
  });

  test.each([
    ['an address that is none', { reached: { url: 'file:///etc/passwd' } }],
    ['a path that leads nowhere', { results: [{ ...sampleReport().results[0], evidence: { path: 'x' } }] }],
    ['another form', { schema: 'report.v2' }],
  ])('refuses a report with %s in one line', async (_, changes) => {
    const { code, noted } = await runCommand([
      'replay',
      fileWith({ ...sampleReport(), ...changes }),
      ...WIDE,
    ]);

    expect(code).toBe(2);
    expect(noted.trimEnd().split('\n')).toHaveLength(1);
  });
});

describe('compare', () => {
  test('lays reports side by side, in the terminal and on a page', async () => {
    const page = fileWith({});
    const other = sampleReport(
      { of: [] },
      { connector: { url: 'https://other.test/mcp', name: 'other', version: '' } },
    );
    const files = [fileWith(sampleReport()), fileWith(other)];

    const { code, printed } = await runCommand(['compare', ...files, '--report', `html=${page}`]);

    expect(code).toBe(0);
    expect(printed).toMatch(/^A {2}one 2 at https:\/\/mcp\.test\/mcp\n {3}Violated/u);
    expect(printed).toMatch(/^auth\.pkce +fail +left out$/mu);
    expect(readFileSync(page, 'utf8')).toContain('2 connectors, side by side');
  });

  test('needs two', async () => {
    expect(await runCommand(['compare', fileWith(sampleReport())])).toMatchObject({ code: 2 });
  });
});
