import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, describe, expect, test } from 'vitest';
import { createSimulator } from '../app.ts';

const folder = await mkdtemp(join(tmpdir(), 'parity-'));
const simulator = await createSimulator({ seed: 5 });
const { url, close } = await simulator.listen();
const token = await simulator.tokenFor('analyst@lumenplay.example');
const tokenFile = join(folder, 'token');
await writeFile(tokenFile, `${token}\n`);
const notesFile = join(folder, 'notes');
await writeFile(notesFile, 'in-plain-sight\nand a note');

afterAll(async () => {
  await close();
  await rm(folder, { recursive: true });
});

async function parity(options: string[], environment: Record<string, string> = {}) {
  const child = spawn(process.execPath, ['simulator/parity/cli.ts', ...options], {
    env: { PATH: process.env['PATH'], NODE_COMPILE_CACHE: process.env['NODE_COMPILE_CACHE'], ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const [out, error] = await Promise.all([text(child.stdout), text(child.stderr)]);
  if (child.exitCode === null) await once(child, 'exit');
  return { code: child.exitCode, out, error };
}

describe('npm run parity', () => {
  test('compares a running simulator of another seed, and finds nothing', async () => {
    const file = join(folder, 'parity.json');
    const { code, out, error } = await parity([url, '--token', `@${tokenFile}`, '--json', file]);
    const written = await readFile(file, 'utf8');

    expect([code, error]).toEqual([0, '']);
    expect(out).toContain('No difference in structure.');
    expect(JSON.parse(written)).toMatchObject({ base: url, differences: [] });
    expect(out + written).not.toContain(token);
  });

  test('compares the public API by a key', async () => {
    const { code, out } = await parity([url, '--api-key', 'env:KEY'], { KEY: 'demo-northaisle-admin' });

    expect([code, out]).toEqual([0, expect.stringContaining('No difference in structure.')]);
  });

  test('tells differences by its exit code', async () => {
    const rules = [{ match: { endpoint: 'get-dashboard' }, effect: { status: 503 } }];
    await simulator.control.fetch('/faults', { method: 'PUT', body: JSON.stringify(rules) });
    const { code, out } = await parity([url, '--token', 'env:TENANT_TOKEN'], { TENANT_TOKEN: token });
    await simulator.control.fetch('/faults', { method: 'PUT', body: '[]' });

    expect(code).toBe(1);
    expect(out).toContain('get-dashboard  GET /api/v1/tenants/{tenant}/analytics/dashboard');
    expect(out).toContain('status: 503 there, 200 in the simulator');
  });

  test('says what it found even where it cannot write it', async () => {
    const options = [url, '--token', `@${tokenFile}`, '--json', '/does/not/exist.json'];
    const { code, out, error } = await parity(options);

    expect([code, error]).toEqual([2, '--json: /does/not/exist.json cannot be written (ENOENT).\n']);
    expect(out).toContain('No difference in structure.');
  });

  test.each([
    [['http://example.com', '--token', '@x'], 'must begin with https://'],
    [[url], 'Give --token or --api-key'],
    [[url, '--token', 'in-plain-sight'], '--token takes env:NAME or @FILE'],
    [[url, '--token', 'env:NOT_SET'], 'there is no token in env:NOT_SET'],
    [[url, '--token', '@/does/not/exist'], 'cannot be read'],
    [[url, '--token', `@${notesFile}`], 'there is no token in @'],
    [['http://localhost:40999', '--token', `@${tokenFile}`], 'cannot be reached (ECONNREFUSED)'],
    [[url, '--tokn', 'x'], 'Did you mean --token?'],
    [[], "missing required argument 'url'"],
  ])('says in one line why it cannot compare: %j', async (options, words) => {
    const { code, out, error } = await parity(options);

    expect([code, out]).toEqual([2, '']);
    expect(error.trim().split('\n')).toEqual([expect.stringContaining(words)]);
    expect(error).not.toContain('in-plain-sight');
  });
});
