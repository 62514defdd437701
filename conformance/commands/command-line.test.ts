import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { reportSchema } from '../report/report.ts';
import { REQUIREMENTS } from '../ledger/requirements.ts';
import { soundStack } from '../selftest/sound-connector.ts';
import { runCommand } from '../testing/run-command.ts';
import { temporaryFolder } from '../testing/temporary-folder.ts';

describe('the command line', { timeout: 30_000 }, () => {
  test.each([
    [['--onyl', 'auth.pkce'], /--only/],
    [['--only', 'auth.pkcs'], /auth\.pkce/],
    [['--skip', 'safty'], /Did you mean safety/],
    [['--report', 'htlm=a'], /Did you mean html\?/],
    [['--report', 'html'], /html=FILE/],
    [['--baseline', '/nowhere'], /nowhere cannot be read/],
    [['--path', '3:1'], /--only and one requirement/],
    [['--path', '3:1', '--only', 'auth'], /--only and one requirement/],
    [['--budget', 'soon'], /60s/],
    [['--seed', 'rnd'], /whole number, or random/],
    [['--corpus', 'package.json'], /cannot be read/],
    [['--in-process', 'README.md'], /README\.md cannot be loaded/],
    [['--in-process', 'conformance/commands/exit-code.ts'], /exports no function assemble/],
    [['relpay'], /Did you mean replay\?/],
    [['replay'], /missing required argument/],
    [['replay', '/nowhere'], /nowhere cannot be read/],
    [['replay', 'package.json'], /no report|not a report/],
    [['compare', 'package.json', 'package.json'], /not a report of --report json=FILE/],
    [['compare', '--report', 'json=a', 'package.json'], /not a report|Write html=FILE/],
    [['--user', 'wide=a:p'], /go with the address/],
    [['https://u:p@c.test/mcp'], /error: an address with a name or password/],
    [
      ['https://c.test/mcp', '--control', 'http://u@control.test'],
      /error: an address with a name or password/,
    ],
    [
      ['--user', 'wide=a:p', '--user', 'narrow=A:p', 'https://c.test/mcp'],
      /wide and narrow are the same user/,
    ],
    [['explain', 'safety.no-activatoin'], /safety\.no-activation/],
    [['list', '--html'], /unknown option/],
    [['list', '--area', 'privcy'], /privacy/],
    [['list', '--level', 'L4'], /L1, L2, L3/],
  ])('answers %j with one line and exit code 2', async (args, hint) => {
    const { code, printed, noted } = await runCommand(args);

    expect({ code, printed }).toEqual({ code: 2, printed: '' });
    expect(noted).toMatch(hint);
    expect(noted.trimEnd().split('\n')).toHaveLength(1);
  });

  test.each([
    ['--user', 'me@x.test:s3cret'],
    ['--user', 'wid=me@x.test:s3cret'],
    ['--token', 's3cret'],
    ['--token', 'wide=s3cret'],
    ['--token', 'wide=s3cret\nin lines'],
  ])('repeats no secret that %s was given in a wrong form', async (...args) => {
    const { code, noted } = await runCommand(args);

    expect({ code, leaked: noted.includes('s3cret') }).toEqual({ code: 2, leaked: false });
    expect(noted).toMatch(/^error: option .* is invalid\. (?:Write|There is no such user)[^\n]*\n$/u);
  });

  test('lists every requirement', async () => {
    const { code, printed } = await runCommand(['list']);

    expect(code).toBe(0);
    expect(printed.split('\n')).toHaveLength(REQUIREMENTS.length);
  });

  test('lists the requirements of an area or a level', async () => {
    const { printed } = await runCommand(['list', '--area', 'privacy', '--level', 'L1']);

    expect(printed.split('\n').every((line) => /^privacy\.\S+ +(?:MUST|SHOULD) +L1 /u.test(line))).toBe(true);
  });

  test('explains one requirement and what its check catches', async () => {
    const { code, printed } = await runCommand(['explain', 'limits.cursor-bound']);

    expect(code).toBe(0);
    expect(printed).toMatch(/- a connector that begins again where it does not know a cursor/);
    expect(printed).toMatch(/How to meet it\n {2}\S/u);
  });

  test('judges a connector at an address, and writes the reports it is asked for', async () => {
    const { target } = await soundStack();
    const file = join(temporaryFolder(), 'report');
    const users = [
      '--user',
      'wide=wide@alpha.test:open sesame',
      '--user',
      'narrow=narrow@alpha.test:open sesame',
    ];
    const reports = ['--report', `json=${file}.json`, '--report', `junit=${file}.xml`];
    const only = ['--only', 'auth.revocation,safety.no-send', '--seed', '5', '--runs', '50'];

    const { code, printed } = await runCommand(
      [...only, ...users, ...reports, '--control', 'https://control.test', target.url.href],
      target.fetch,
    );

    expect(code).toBe(0);
    expect(printed).toMatch(
      /^sound-connector 1\.0\.0 at https:\/\/connector\.test\/mcp\nlevel L2, seed 5, \d/,
    );
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

    const { code, printed } = await runCommand(
      ['--only', 'safety.no-send', ...users, target.url.href],
      target.fetch,
    );

    expect(code).toBe(3);
    expect(printed).toContain('level L1');
  });

  test('calls a connector that is not there a violation, and says where it looked', async () => {
    const { code, printed } = await runCommand([
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
