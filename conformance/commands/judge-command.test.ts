import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { BASELINE_SCHEMA } from '../baseline/baseline.ts';
import { FORMATS } from '../report/report-file.ts';
import { rewriteResult, rewriteTool } from '../sabotage/sabotage.ts';
import { soundStack } from '../selftest/sound-connector.ts';
import { runCommand } from '../testing/run-command.ts';
import type { Fetch } from '../client/wire.ts';
import { temporaryFolder } from '../testing/temporary-folder.ts';

const WIDE = ['--user', 'wide=wide@alpha.test:open sesame'];
const TITLE = ['--only', 'catalog.title'];

function baseline(...known: object[]): string[] {
  const file = join(temporaryFolder(), 'baseline.json');
  const entries = known.map((entry) => ({
    reason: 'ticket 7',
    owner: 'team',
    expires: '2026-12-01',
    ...entry,
  }));
  writeFileSync(file, JSON.stringify({ schema: BASELINE_SCHEMA, known: entries }));
  return ['--baseline', file];
}

/** A secret as it may be written. */
function written(secret: string): string[] {
  return [secret, Buffer.from(secret).toString('base64'), encodeURIComponent(secret)];
}

/** The sound connector, or one whose first tool has no title, judged with these options. */
async function judged(args: readonly string[], { titles = true }: { titles?: boolean } = {}) {
  const { target, mischief } = await soundStack();
  const { url, fetch } = target;
  const untitled: Fetch = rewriteTool(
    { fetch, url, mischief },
    () => true,
    ({ title: _gone, ...tool }) => tool,
  );
  return runCommand([...args, url.href], titles ? fetch : untitled);
}

describe('the exit code of a run', { timeout: 60_000 }, () => {
  test.each<[string, number, string[], { titles?: boolean; known?: object }]>([
    ['all holds', 0, [...TITLE, ...WIDE], {}],
    ['a requirement is violated', 1, [...TITLE, ...WIDE], { titles: false }],
    [
      'the baseline covers it',
      0,
      [...TITLE, ...WIDE],
      { titles: false, known: { requirement: 'catalog.title' } },
    ],
    [
      'its entry is expired',
      1,
      [...TITLE, ...WIDE],
      { titles: false, known: { requirement: 'catalog.title', expires: '2026-11-22' } },
    ],
    ['its entry is stale', 1, [...TITLE, ...WIDE], { known: { requirement: 'catalog.title' } }],
    ['the entry is of what was not judged', 0, [...TITLE, ...WIDE], { known: { requirement: 'auth.pkce' } }],
    ['the baseline would cover safety', 2, [...WIDE], { known: { requirement: 'safety.no-send' } }],
    ['an entry has no reason', 2, [...WIDE], { known: { requirement: 'auth.pkce', reason: '' } }],
    ['there is no witness', 3, ['--only', 'safety.no-send', ...WIDE], {}],
    ['there is no user', 3, TITLE, {}],
    ['there is no user to read for', 3, ['--only', 'liveness.reads'], {}],
    [
      'something is left out',
      3,
      ['--only', 'catalog.t*,catalog.hint', '--skip', 'catalog.hint', ...WIDE],
      {},
    ],
    ['nothing but deferred requirements is asked for', 3, ['--only', 'privacy.region', ...WIDE], {}],
    ['a report cannot be written', 4, [...TITLE, ...WIDE, '--report', 'json=/dev/null/report.json'], {}],
    ['an option is wrong', 2, ['--onyl', 'auth.pkce'], {}],
  ])('is right where %s: %i', async (_, code, args, { known, ...options }) => {
    const all = known === undefined ? args : [...args, ...baseline(known)];
    expect((await judged(all, options)).code).toBe(code);
  });
});

describe('the reports of a run', { timeout: 60_000 }, () => {
  test('are written in every format, into folders that are made on the way', async () => {
    const place = join(temporaryFolder(), 'new', 'folder');
    const files = FORMATS.flatMap((format) => ['--report', `${format}=${place}/report.${format}`]);

    const { code } = await judged([...TITLE, ...WIDE, ...files], { titles: false });

    expect(code).toBe(1);
    for (const format of FORMATS) {
      expect(readFileSync(`${place}/report.${format}`, 'utf8')).toContain('catalog.title');
    }
  });

  test('are looked after before the run: one that cannot be written costs no run', async () => {
    const place = temporaryFolder();
    const files = ['--report', `json=${place}`, '--report', `html=${place}/report.html`];

    const { code, printed, noted } = await judged([...TITLE, ...WIDE, ...files]);

    expect({ code, printed }).toEqual({ code: 4, printed: '' });
    expect(noted).toMatch(/^The file \S+ cannot be written: EISDIR[^\n]*\n$/u);
    expect(existsSync(`${place}/report.html`)).toBe(false);
  });

  test('are all written but the one that became impossible during the run', async () => {
    const place = temporaryFolder();
    const { target } = await soundStack();
    const files = ['--report', `junit=${place}/a.xml`, '--report', `json=${place}/b.json`];
    const meanwhile: Fetch = async (request) => {
      mkdirSync(`${place}/a.xml`, { recursive: true });
      return target.fetch(request);
    };

    const { code, printed, noted } = await runCommand(
      [...TITLE, ...WIDE, ...files, target.url.href],
      meanwhile,
    );

    expect(code).toBe(4);
    expect(noted).toMatch(/a\.xml cannot be written/u);
    expect(printed).toContain('Holds at level L1');
    expect(existsSync(`${place}/b.json`)).toBe(true);
  });
});

describe('a baseline that a run writes', { timeout: 60_000 }, () => {
  test('is refused until it has reasons, and then covers what failed', async () => {
    const file = join(temporaryFolder(), 'baseline.json');
    await judged([...TITLE, ...WIDE, '--write-baseline', file], { titles: false });

    expect((await judged([...TITLE, ...WIDE, '--baseline', file], { titles: false })).noted).toMatch(
      /known\.0\.reason/u,
    );

    writeFileSync(file, readFileSync(file, 'utf8').replaceAll('""', '"ticket 7"'));
    const { code, printed } = await judged([...TITLE, ...WIDE, '--baseline', file], { titles: false });
    expect(code).toBe(0);
    expect(printed).toContain('Holds at level L1: 0 of 1 requirement');
    expect(printed).toContain('known failures: catalog.title');
  });

  test('takes no reasons away from a file that is there', async () => {
    const file = join(temporaryFolder(), 'baseline.json');
    writeFileSync(file, 'mine');

    const { code, noted } = await judged([...TITLE, ...WIDE, '--write-baseline', file], { titles: false });

    expect(code).toBe(2);
    expect(noted).toMatch(/exists: give it as --baseline too/u);
    expect(readFileSync(file, 'utf8')).toBe('mine');
  });
});

describe('secrets', { timeout: 60_000 }, () => {
  test('stand in no report and on no terminal, whatever a connector gives away', async () => {
    const { target, mischief } = await soundStack();
    const place = temporaryFolder();
    const seen = new Set<string>(['open sesame', 'canary-token-of-narrow']);
    const listening: Fetch = async (request) => {
      const token = request.headers.get('authorization')?.replace('Bearer ', '');
      if (token !== undefined) seen.add(token);
      return target.fetch(request);
    };
    const leaky = rewriteResult({ fetch: listening, url: target.url, mischief }, () => ({
      content: [{ type: 'text', text: [...seen].flatMap(written).join(' ') }],
      isError: true,
    }));
    const files = FORMATS.flatMap((format) => ['--report', `${format}=${place}/report.${format}`]);
    const people = [...WIDE, '--token', 'narrow=env:NARROW'];

    const { printed, noted, code } = await runCommand(
      ['--only', 'liveness,catalog.title,data', ...people, ...files, target.url.href],
      leaky,
      { environment: { NARROW: 'canary-token-of-narrow' } },
    );

    const texts = [
      printed,
      noted,
      ...FORMATS.map((format) => readFileSync(`${place}/report.${format}`, 'utf8')),
    ];
    expect(code).toBe(1);
    expect(texts[2]).toContain('[secret]');
    expect(seen.size).toBeGreaterThan(2);
    for (const secret of seen) {
      for (const form of written(secret)) {
        expect(texts.map((text) => text.includes(form))).toEqual(texts.map(() => false));
      }
    }
  });
});
