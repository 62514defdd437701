import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, writeFileSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterEach, describe, expect, onTestFinished, test } from 'vitest';
import { z } from 'zod';
import { auditFolder } from './audit/testing/audit-folder.ts';

const MAIN = new URL('main.ts', import.meta.url).pathname;
const readySchema = z.object({ ready: z.literal(true), connector: z.url(), pid: z.int() });

const started: ChildProcess[] = [];
afterEach(() => {
  for (const child of started.splice(0)) child.kill('SIGKILL');
});

function start(environment: Record<string, string>, ...options: string[]) {
  const env = { PATH: process.env['PATH'], ...environment };
  const child = spawn(process.execPath, [MAIN, ...options], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  started.push(child);
  return child;
}

async function readyLineOf(child: ReturnType<typeof start>) {
  const [line] = await once(child.stdout, 'data');
  return readySchema.parse(JSON.parse(String(line)));
}

describe('the connector as a program', () => {
  test('says in one line where it is, without a simulator, and stops at once', async () => {
    const child = start({ CONNECTOR_PORT: '0' }, '--json');

    const { connector, pid } = await readyLineOf(child);
    const health = await fetch(new URL('/healthz', connector));
    const stopping = performance.now();
    child.kill('SIGTERM');
    const [code] = await once(child, 'exit');

    expect(pid).toBe(child.pid);
    expect(health.status).toBe(200);
    expect(code).toBe(0);
    expect(performance.now() - stopping).toBeLessThan(1000);
  });

  test('keeps its audit log in the data folder, and leaves it whole', async () => {
    const folder = auditFolder();
    const child = start({ CONNECTOR_PORT: '0', OPTIMOVE_DATA: join(folder, 'data') }, '--json');

    await readyLineOf(child);
    child.kill('SIGTERM');
    await once(child, 'exit');

    expect(readdirSync(join(folder, 'data')).toSorted()).toEqual(['audit.sqlite', 'connector.key']);
  });

  test('an audit log that cannot be used is one clear line', async () => {
    const folder = auditFolder();
    writeFileSync(join(folder, 'audit.sqlite'), 'not a database'.repeat(100));
    const child = start({ OPTIMOVE_DATA: folder });

    const [said, [code]] = await Promise.all([text(child.stderr), once(child, 'exit')]);

    expect(code).toBe(1);
    expect(said).toMatch(/^The audit log .* cannot be used .*OPTIMOVE_DATA\n$/);
  });

  test('keeps its key in the data folder, and says nothing of it', async () => {
    const data = await mkdtemp(join(tmpdir(), 'connector-'));
    onTestFinished(() => rm(data, { recursive: true }));
    const child = start({ CONNECTOR_PORT: '0', OPTIMOVE_DATA: data }, '--json');
    const [line] = await once(child.stdout, 'data');
    const key = (await readFile(join(data, 'connector.key'), 'utf8')).trim();
    child.kill('SIGTERM');

    expect(key).toHaveLength(43);
    expect(String(line) + (await text(child.stderr))).not.toContain(key);
  });

  test('a taken port is one clear line', async () => {
    const first = await readyLineOf(start({ CONNECTOR_PORT: '0' }, '--json'));
    const { port } = new URL(first.connector);

    const second = start({ CONNECTOR_PORT: port });
    const [said, [code]] = await Promise.all([text(second.stderr), once(second, 'exit')]);

    expect(code).toBe(1);
    expect(said).toMatch(new RegExp(`^Port ${port} is taken\\. .*CONNECTOR_PORT.*\\n$`));
  });

  test('a wrong setting is one clear line', async () => {
    const child = start({ OPTIMOVE_API_URL: 'nowhere' });

    const [said, [code]] = await Promise.all([text(child.stderr), once(child, 'exit')]);

    expect(code).toBe(1);
    expect(said).toMatch(/^OPTIMOVE_API_URL is "nowhere": .*\n$/);
  });
});
