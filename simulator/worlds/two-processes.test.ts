import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { afterEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { createSimulator } from '../app.ts';

let child: ChildProcess | undefined;
afterEach(() => child?.kill('SIGKILL'));

const CLOCK = '2026-11-22T14:00:00Z';
const readySchema = z.object({ simulator: z.string(), control: z.string() });

type Send = (path: string, init?: RequestInit) => Promise<Response>;

const teller = (send: Send) => async (method: string, path: string, body?: string) => {
  const response = await send(path, { method, ...(body !== undefined && { body }) });
  return { status: response.status, text: await response.text() };
};

async function startElsewhere() {
  const options = ['simulator/main.ts', '--json', '--clock', CLOCK];
  const env = { PATH: process.env['PATH'], SIMULATOR_PORT: '0', CONTROL_PORT: '0' };
  const started = spawn(process.execPath, options, { env, stdio: ['ignore', 'pipe', 'inherit'] });
  child = started;
  const [line] = z.tuple([z.instanceof(Buffer)]).parse(await once(started.stdout, 'data'));
  const { simulator, control } = readySchema.parse(JSON.parse(line.toString()));
  return { simulator, tell: teller(async (path, init) => fetch(control + path, init)) };
}

describe('the file of a snapshot', () => {
  test('brings the world of one process into another, and into no other world', async () => {
    const here = await createSimulator({ clock: CLOCK });
    const [from, to] = [await startElsewhere(), { tell: teller(here.control.fetch) }];
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
    for (const path of ['/world?tenant=lumenplay', '/journal']) {
      expect(await to.tell('GET', path)).toEqual(await from.tell('GET', path));
    }
    expect((await to.tell('GET', '/snapshots/here')).text).toBe(file);
    expect([refused.status, refused.text]).toEqual([
      400,
      expect.stringContaining('seed 1, and this one has 2'),
    ]);
  });
});
