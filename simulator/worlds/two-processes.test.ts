import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { afterEach, describe, expect, test } from 'vitest';
import { z } from 'zod';

const running: ChildProcess[] = [];
afterEach(() => {
  for (const child of running.splice(0)) child.kill('SIGKILL');
});

const readySchema = z.object({ simulator: z.string(), control: z.string() });

async function start() {
  const options = ['simulator/main.ts', '--json', '--clock', '2026-11-22T14:00:00Z'];
  const env = { PATH: process.env['PATH'], SIMULATOR_PORT: '0', CONTROL_PORT: '0' };
  const child = spawn(process.execPath, options, { env, stdio: ['ignore', 'pipe', 'inherit'] });
  running.push(child);
  const [line] = z.tuple([z.instanceof(Buffer)]).parse(await once(child.stdout, 'data'));
  const { simulator, control } = readySchema.parse(JSON.parse(line.toString()));
  const tell = async (method: string, path: string, body?: string) => {
    const response = await fetch(control + path, { method, ...(body !== undefined && { body }) });
    return { status: response.status, text: await response.text() };
  };
  return { simulator, tell };
}

describe('the file of a snapshot', () => {
  test('brings the world of one process into another, and into no other world', async () => {
    const [from, to] = await Promise.all([start(), start()]);
    await to.tell('POST', '/worlds', '{"name":"other","seed":2}');
    const { text } = await from.tell('POST', '/tokens', '{"user":"marketer@lumenplay.example"}');
    const { token } = z.object({ token: z.string() }).parse(JSON.parse(text));
    const made = await fetch(`${from.simulator}/api/v1/tenants/lumenplay/drafts/triggers`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ name: 'Carried over', event: 'deposit' }),
    });
    await from.tell('POST', '/snapshots/here');
    const file = (await from.tell('GET', '/snapshots/here')).text;
    const imported = [
      await to.tell('PUT', '/snapshots/here', file),
      await to.tell('PUT', '/snapshots/here/restore'),
    ];
    const refused = await to.tell('PUT', '/worlds/other/snapshots/here', file);

    expect([made.status, ...imported.map(({ status }) => status)]).toEqual([201, 201, 200]);
    for (const path of ['/world', '/journal']) {
      expect(await to.tell('GET', path)).toEqual(await from.tell('GET', path));
    }
    expect((await to.tell('GET', '/snapshots/here')).text).toBe(file);
    expect([refused.status, refused.text]).toEqual([
      400,
      expect.stringContaining('seed 1, and this one has 2'),
    ]);
  });
});
