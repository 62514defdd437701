import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { beforeEach, describe, expect, test } from 'vitest';
import type { AuditLog } from './audit-log.ts';
import { openAuditLog } from './open-audit-log.ts';
import { auditFolder } from './testing/audit-folder.ts';
import { begunCall, endedCall } from './testing/calls.ts';

const CLI = new URL('cli.ts', import.meta.url).pathname;
const HOSTILE = 'name\u001B[2J\u202E\u009B31m\nsecond line';
const MINUTE_MS = 60_000;

let folder = '';
let log: AuditLog;

/** The command before a log that its connector still writes to. */
async function audit(...options: string[]): Promise<{ code: unknown; said: string; complained: string }> {
  const env = { PATH: process.env['PATH'], OPTIMOVE_DATA: folder };
  const child = spawn(process.execPath, [CLI, ...options], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  const [said, complained, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'exit'),
  ]);
  return { code, said, complained };
}

beforeEach(async () => {
  folder = auditFolder();
  const now = new Date();
  const ago = (minutes: number) => new Date(now.getTime() - minutes * MINUTE_MS);
  log = openAuditLog(folder, now);
  await (await log.begin(begunCall({ id: 'c-1', time: ago(180) }))).finish(endedCall());
  const failed = { ...endedCall([{ text: HOSTILE }]), outcome: 'not_found' };
  const hostile = begunCall({ id: 'c-2', time: ago(90), tool: HOSTILE, arguments: { id: HOSTILE } });
  await (await log.begin(hostile)).finish(failed);
  await log.begin(begunCall({ id: 'c-3', time: ago(1), user_id: 'u-2' }));
  return () => log.close();
});

const idsIn = (said: string) => said.match(/\bc-\d$/gm) ?? [];

describe('npm run audit', () => {
  test('is a table of calls, the newest first', async () => {
    const { code, said } = await audit();

    const lines = said.trimEnd().split('\n');
    expect(code).toBe(0);
    expect(lines[0]).toMatch(/^TIME \(UTC\) +OUTCOME +TOOL +TENANT +USER +MS +CALL$/);
    expect(lines[1]).toMatch(/running +optimove_get_segment +lumenplay +u-2 +- +c-3$/);
    expect(lines[3]).toMatch(/ ok +optimove_get_segment +lumenplay +u-1 +12 +c-1$/);
    expect(lines).toHaveLength(4);
  });

  test('prints no character of a stranger that a terminal would obey', async () => {
    for (const options of [[], ['show', 'c-2'], ['export']]) {
      const { said } = await audit(...options);

      expect(said).toContain('second line');
      expect(said.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Bidi_C}]/u);
    }
  });

  test.each([
    [
      ['--since', '2h'],
      ['c-3', 'c-2'],
    ],
    [['--outcome', 'running'], ['c-3']],
    [['--outcome', 'ok', '--user', 'u-1'], ['c-1']],
    [
      ['--tool', 'optimove_get_segment'],
      ['c-3', 'c-1'],
    ],
    [['--tenant', 'northaisle'], []],
    [['--limit', '1'], ['c-3']],
  ])('with %j shows %j', async (options, ids) => {
    const { code, said } = await audit(...options);

    expect(code).toBe(0);
    expect(idsIn(said)).toEqual(ids);
  });

  test('shows one call in full', async () => {
    const { said } = await audit('show', 'c-1');

    expect(said).toContain('client      mcp-client\n');
    expect(said).toContain('upstream    b7ad6b7169203331\n');
    expect(said).toContain('parameters  10 bytes, sha-256 ');
    expect(said).toContain('  {\n    "id": "1"\n  }\n');
  });

  test('exports all as JSON Lines, into a new file that only its owner reads', async () => {
    const output = join(folder, 'calls.jsonl');

    const { code, said, complained } = await audit('export', '--output', output);
    const again = await audit('export', '--output', output);

    const records = readFileSync(output, 'utf8').trimEnd().split('\n');
    expect([code, said, complained]).toEqual([0, '', '']);
    expect(records.map((line) => JSON.parse(line).id)).toEqual(['c-3', 'c-2', 'c-1']);
    expect(JSON.parse(JSON.parse(records[1] ?? '').parameters.text)).toEqual({ id: HOSTILE });
    expect(statSync(output).mode & 0o777).toBe(0o600);
    expect([again.code, again.complained]).toEqual([1, `${output} exists already: choose another name.\n`]);
  });

  test.each([
    [['--data', '/nowhere'], /^There is no audit log at \/nowhere\/audit\.sqlite\. .*--data.*\n$/],
    [['show', 'c-9'], /^The audit log has no call "c-9"\.\n$/],
    [
      ['export', '--output', '/nowhere/calls'],
      /^\/nowhere\/calls cannot be written \(ENOENT\): choose another name\.\n$/,
    ],
    [['--since', 'yesterday'], /90m, 24h or 7d/],
    [['--usr', 'u-1'], /Did you mean --user\?/],
  ])('with %j says what is wrong', async (options, complaint) => {
    const { code, said, complained } = await audit(...options);

    expect([code, said]).toEqual([1, '']);
    expect(complained).toMatch(complaint);
  });

  test('without a data folder says where the log is', async () => {
    folder = '';

    const { code, complained } = await audit();

    expect(code).toBe(1);
    expect(complained).toMatch(/^Without a data folder the audit log is in the memory .*OPTIMOVE_DATA\.\n$/);
  });
});
