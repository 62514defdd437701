import { parse } from 'node-html-parser';
import { create } from 'xmlbuilder2';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { HOSTILE, sampleReport, verdicts } from '../testing/sample-report.ts';
import { htmlPage } from './html/page.ts';
import { junit } from './junit.ts';
import { markdown } from './markdown.ts';
import { sarif } from './sarif.ts';

/** Characters that a reader of the file would obey. */
const OBEYED = ['\u0000', '\u001B', '\u202E', '\uD800'];
const entry = { requirement: 'auth.pkce', reason: 'ticket 7', owner: 'team', expires: '2026-12-01' };
const report = sampleReport();
const withKnown = sampleReport({
  reckoning: { known: new Map([['auth.pkce', entry]]), stale: ['data.live'], expired: ['auth.consent'] },
});

const sarifSchema = z.object({
  runs: z.tuple([
    z.object({
      tool: z.object({ driver: z.looseObject({ rules: z.array(z.looseObject({ id: z.string() })) }) }),
      invocations: z.array(z.looseObject({ toolExecutionNotifications: z.array(z.unknown()) })),
      results: z.array(
        z.looseObject({
          ruleId: z.string(),
          level: z.string(),
          partialFingerprints: z.record(z.string(), z.string()),
          suppressions: z.array(z.looseObject({ justification: z.string() })),
        }),
      ),
    }),
  ]),
});
const sarifRun = (of: typeof report) => sarifSchema.parse(JSON.parse(sarif(of))).runs[0];

describe('the JUnit report', () => {
  test('is well-formed whatever a connector answered', () => {
    const xml = junit(report);

    expect(create(xml).end({ format: 'object' })).toMatchObject({
      testsuites: { '@tests': '6', '@failures': '2', '@skipped': '2' },
    });
    expect(OBEYED.filter((character) => xml.includes(character))).toEqual([]);
  });

  test('skips what the baseline covers', () => {
    expect(create(junit(withKnown)).end({ format: 'object' })).toMatchObject({
      testsuites: { '@failures': '1', '@skipped': '3' },
    });
  });
});

describe('the SARIF report', () => {
  test('has a rule with help for each requirement, and a result for each violation and warning', () => {
    const { tool, results, invocations } = sarifRun(report);

    expect(tool.driver).toMatchObject({ semanticVersion: expect.stringMatching(/^\d+\.\d+\.\d+/u) });
    expect(tool.driver.rules.map(({ id }) => id)).toEqual(verdicts.map(({ requirement: id }) => id));
    expect(tool.driver.rules[2]).toMatchObject({
      name: 'SafetyNoActivation',
      help: { text: expect.stringContaining('Source: Safe-write tools') },
      helpUri: expect.stringMatching(/^https:/u),
    });
    expect(results.map(({ ruleId, level }) => `${ruleId} ${level}`)).toEqual([
      'auth.pkce error',
      'safety.no-activation error',
      'catalog.size warning',
    ]);
    expect(results[0]).toMatchObject({
      message: { text: expect.stringMatching(/^[^\n\\]+\n\nSee it again: npm run conformance /u) },
      locations: [
        {
          physicalLocation: {
            artifactLocation: { uri: 'conformance/requirements/auth.ts' },
            region: { startLine: expect.any(Number) },
          },
        },
      ],
    });
    expect(invocations[0]?.toolExecutionNotifications).toHaveLength(1);
  });

  test('finds the same thing in another run under the same fingerprint', () => {
    const again = sampleReport(
      { of: verdicts.map((verdict) => ({ ...verdict, message: 'in other words', seconds: 9 })) },
      { seed: 77, connector: { url: 'https://elsewhere.test/mcp', name: 'one', version: '3' } },
    );
    const fingerprints = (of: typeof report) =>
      sarifRun(of).results.map(({ partialFingerprints }) => partialFingerprints['requirement/v1']);

    expect(fingerprints(again)).toEqual(fingerprints(report));
    expect(new Set(fingerprints(report)).size).toBe(3);
  });

  test('suppresses what the baseline covers', () => {
    expect(sarifRun(withKnown).results.map(({ suppressions }) => suppressions)).toMatchObject([
      [{ kind: 'external', justification: 'ticket 7 (team, until 2026-12-01)' }],
      [],
      [],
    ]);
  });
});

describe('the Markdown report', () => {
  const text = markdown(report);

  test('gives the verdict, a table of areas, and each failure with its replay line', () => {
    expect(text).toMatch(/^## ❌ Violated at level L2: 2 requirements not met\n/u);
    expect(text).toContain('| area | pass | fail | warn | not tested |');
    expect(text.match(/<details>/gu)).toHaveLength(4);
    expect(text).toContain('npm run conformance -- --only safety.no-activation --seed 9 --path 3:1');
  });

  test('shows hostile text in code alone', () => {
    const prose = text
      .replaceAll(/^(`{3,})(?:text|sh)$[\s\S]*?^\1$/gmu, '')
      .replaceAll(/(`+) .*? \1/gu, '')
      .replaceAll(/<code>.*?<\/code>/gu, '');

    expect(OBEYED.filter((character) => text.includes(character))).toEqual([]);
    expect(prose).not.toMatch(/alert|evil|@team|javascript/u);
    expect(text.match(/<\/details>/gu)?.length).toBeGreaterThanOrEqual(4);
    expect(prose.match(/<\/details>/gu)).toHaveLength(4);
  });

  test('says what is wrong with the baseline, and what it covers', () => {
    expect(markdown(withKnown)).toContain('In the baseline until ` 2026-12-01 `: ` ticket 7 `');
    expect(markdown(withKnown)).toContain('- Expired in the baseline: ` auth.consent `');
  });

  test('fits into a comment, however much failed', () => {
    const many = Array.from({ length: 40 }, () => verdicts[2]).filter((one) => one !== undefined);
    const long = many.map((verdict) => ({ ...verdict, message: HOSTILE.repeat(200) }));

    expect(markdown(sampleReport({ of: long })).length).toBeLessThan(65_536);
  });
});

describe('the HTML report', () => {
  test('escapes whatever a connector answered, and holds no script and no address', async () => {
    const page = await htmlPage([report]);
    const document = parse(page);

    expect(OBEYED.filter((character) => page.includes(character))).toEqual([]);
    expect(document.querySelectorAll('script, img, link, iframe, [onclick]')).toEqual([]);
    expect(
      document.querySelectorAll('a').filter((link) => link.getAttribute('href')?.startsWith('#') !== true),
    ).toEqual([]);
    expect(document.querySelector('.seen')?.text).toContain('<script>alert(1)</script>');
    expect(page.match(/<\/style>/gu)).toHaveLength(1);
  });

  test('shows each failure with its calls, its journal and its replay line', async () => {
    const [first] = parse(await htmlPage([report])).querySelectorAll('.failure');

    expect(first?.text).toContain('safety.no-activation');
    expect(first?.querySelector('.calls')?.text).toContain('tools/call t');
    expect(first?.querySelector('.effect')?.text).toContain('Activate');
    expect(first?.querySelector('.command')?.text).toContain('--path 3:1');
  });

  test('links nowhere but to itself', async () => {
    const document = parse(await htmlPage([report]));
    const ids = document.querySelectorAll('[id]').map(({ id }) => id);
    const targets = document
      .querySelectorAll('a')
      .map((link) => decodeURIComponent(link.getAttribute('href')?.slice(1) ?? ''));

    expect(new Set(ids).size).toBe(ids.length);
    expect(targets.filter((target) => !ids.includes(target))).toEqual([]);
  });

  test('lays several connectors side by side, and begins with where they differ', async () => {
    const other = sampleReport(
      { of: verdicts.map((verdict) => ({ ...verdict, status: 'pass' })) },
      { connector: { url: HOSTILE, name: HOSTILE, version: '' } },
    );
    const document = parse(await htmlPage([report, other]));

    expect(document.querySelector('h1')?.text).toBe('2 connectors, side by side');
    expect(document.querySelectorAll('.rows')[0]?.querySelectorAll('.row').length).toBe(5);
    expect(document.querySelector('title')?.text).toContain('one 2');
  });
});
