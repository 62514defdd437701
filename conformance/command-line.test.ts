import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { runCommandLine } from './command-line.ts';
import { reportSchema } from './report/report.ts';
import { REQUIREMENTS } from './requirements.ts';
import { soundStack } from './selftest/sound-connector.ts';
import type { Fetch } from './wire.ts';

const nowhere: Fetch = async () => {
  throw new TypeError('fetch failed');
};

async function run(args: string[], fetch: Fetch = nowhere) {
  const [printed, noted]: [string[], string[]] = [[], []];
  const code = await runCommandLine(args, {
    environment: {},
    fetch,
    chance: 4711,
    print: (text) => printed.push(text),
    note: (text) => noted.push(text),
  });
  return { code, printed: printed.join('\n'), noted: noted.join('') };
}

describe('the command line', { timeout: 30_000 }, () => {
  test.each([
    [['--onyl', 'auth.pkce'], /--only/],
    [['--only', 'auth.pkcs'], /auth\.pkce/],
    [['--report', 'html=a'], /json=FILE or junit=FILE/],
    [['--baseline', 'a'], /unknown option/],
    [['--seed', 'rnd'], /whole number, or random/],
    [['--corpus', 'package.json'], /cannot be read/],
    [['replay'], /list, explain, self-test/],
    [['replay', 'a'], /too many arguments/],
    [['--user', 'wide=a:p'], /go with the address/],
    [['explain', 'safety.no-activatoin'], /safety\.no-activation/],
    [['list', '--html'], /unknown option/],
  ])('answers %j with one line and exit code 2', async (args, hint) => {
    const { code, printed, noted } = await run(args);

    expect({ code, printed }).toEqual({ code: 2, printed: '' });
    expect(noted).toMatch(hint);
    expect(noted.trimEnd().split('\n')).toHaveLength(1);
  });

  test('lists every requirement', async () => {
    const { code, printed } = await run(['list']);

    expect(code).toBe(0);
    expect(printed.split('\n')).toHaveLength(REQUIREMENTS.length);
  });

  test('explains one requirement and what its check catches', async () => {
    const { code, printed } = await run(['explain', 'limits.cursor-bound']);

    expect(code).toBe(0);
    expect(printed).toMatch(/catches a connector that begins again where it does not know a cursor/);
  });

  test('judges a connector at an address, and writes the reports it is asked for', async () => {
    const { target } = await soundStack();
    const file = join(mkdtempSync(join(tmpdir(), 'conformance-')), 'report');
    const users = [
      '--user',
      'wide=wide@alpha.test:open sesame',
      '--user',
      'narrow=narrow@alpha.test:open sesame',
    ];
    const reports = ['--report', `json=${file}.json`, '--report', `junit=${file}.xml`];
    const only = ['--only', 'auth.revocation,safety.no-send', '--seed', '5', '--runs', '50'];

    const { code, printed } = await run(
      [...only, ...users, ...reports, '--control', 'https://control.test', target.url.href],
      target.fetch,
    );

    expect(code).toBe(0);
    expect(printed).toMatch(/^sound-connector 1\.0\.0 at https:\/\/connector\.test\/mcp\nlevel L2, seed 5/);
    const written = readFileSync(`${file}.json`, 'utf8');
    expect(reportSchema.parse(JSON.parse(written))).toMatchObject({
      connector: { name: 'sound-connector' },
      totals: { pass: 2, fail: 0 },
    });
    expect(written).not.toContain('open sesame');
    expect(readFileSync(`${file}.xml`, 'utf8')).toContain('testcase');
  });

  test('is incomplete without a witness', async () => {
    const { target } = await soundStack();
    const users = ['--user', 'wide=wide@alpha.test:open sesame'];

    const { code, printed } = await run(
      ['--only', 'safety.no-send', ...users, target.url.href],
      target.fetch,
    );

    expect(code).toBe(3);
    expect(printed).toContain('level L1');
  });

  test('calls a connector that is not there a violation, and says where it looked', async () => {
    const { code, printed } = await run([
      '--only',
      'liveness.reads',
      '--user',
      'wide=a:p',
      'http://127.0.0.1:9/mcp',
    ]);

    expect(code).toBe(1);
    expect(printed).toMatch(/nothing answers at http:\/\/127\.0\.0\.1:9/);
  });
});
