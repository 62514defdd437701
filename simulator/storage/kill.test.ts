import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { DEMO_PASSWORD, USERS } from '#fixtures/users.ts';
import { TestBrowser } from '../oauth/testing/browser.ts';
import { obtainTokens, type Tokens } from '../oauth/testing/sign-in.ts';

const PROGRAM = fileURLToPath(new URL('../testing/kept-simulator.ts', import.meta.url));
const MARKETER = 'marketer@lumenplay.example';
/** How often it is killed; more by `KILLS=100 vitest run --project unit simulator/storage/kill`. */
const KILLS = Number(process.env['KILLS'] ?? 4);

const readySchema = z.object({ origin: z.url(), control: z.url() });
type Running = z.output<typeof readySchema> & { child: ChildProcess };

let folder = '';
const children: ChildProcess[] = [];
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'simulator-'));
});
afterEach(async () => {
  for (const child of children.splice(0)) await kill(child);
  await rm(folder, { recursive: true });
});

async function start(port = '0'): Promise<Running> {
  const child = spawn(process.execPath, [PROGRAM, folder, port], { stdio: ['ignore', 'pipe', 'ignore'] });
  children.push(child);
  const [line] = await once(createInterface({ input: child.stdout }), 'line');
  return { ...readySchema.parse(JSON.parse(String(line))), child };
}

async function kill(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill('SIGKILL');
  await once(child, 'exit');
}

const as = (email: string) => ({
  authorization: `Bearer drafter:${email}`,
  'content-type': 'application/json',
});

const madeSchema = z.object({ draft: z.object({ id: z.string(), name: z.string() }), replayed: z.boolean() });

function draft({ origin }: Running, name: string): Promise<Response> {
  return fetch(`${origin}/api/v1/tenants/lumenplay/drafts/triggers`, {
    method: 'POST',
    headers: { ...as(MARKETER), 'idempotency-key': name },
    body: JSON.stringify({ name, event: 'deposit' }),
  });
}

const signIn = ({ origin }: Running, browser: TestBrowser): Promise<Tokens> =>
  obtainTokens({
    fetch,
    browser,
    issuer: origin,
    resource: 'http://localhost:4310/mcp',
    email: MARKETER,
    password: DEMO_PASSWORD,
  });

async function call({ control }: Running, path: string, body?: object): Promise<unknown> {
  const init = body && { method: 'POST', body: JSON.stringify(body) };
  const answer = await fetch(control + path, { ...init, headers: { 'content-type': 'application/json' } });
  return answer.json();
}

const journalSchema = z.object({
  entries: z.array(z.object({ entity: z.object({ id: z.string() }).optional() })),
});
const triggerSchema = z.object({ item: z.object({ id: z.string(), name: z.string() }) });

async function triggerOf(origin: string, id: string): Promise<{ id: string; name: string }> {
  const url = `${origin}/api/v1/tenants/lumenplay/triggers/${id}`;
  const answer = await fetch(url, { headers: as(MARKETER) });
  return triggerSchema.parse(await answer.json()).item;
}

/** Drafts without a pause until the simulator is gone; gives the drafts that were answered with success. */
async function draftUntilTheEnd(running: Running, label: string): Promise<{ id: string; name: string }[]> {
  const answered: { id: string; name: string }[] = [];
  for (let count = 0; ; count += 1) {
    try {
      const answer = await draft(running, `${label}-${count}`);
      if (answer.status === 201) answered.push(madeSchema.parse(await answer.json()).draft);
    } catch {
      return answered;
    }
  }
}

describe('a data folder', () => {
  test(
    'holds everything that was answered with success, however often the simulator is killed in the middle of it',
    async () => {
      const drafts: { id: string; name: string }[] = [];
      let running = await start();
      for (let round = 0; round < KILLS; round += 1) {
        const frozen = { frozen: true, to: new Date(Date.UTC(2026, 6, 1, round)).toISOString() };
        await call(running, '/clock', frozen);
        const first = await draft(running, `first-${round}`);
        const answered = [madeSchema.parse(await first.json()).draft];
        const work = ['a', 'b', 'c'].map((who) => draftUntilTheEnd(running, `${who}-${round}`));
        await delay(20 + ((round * 37) % 150));
        await kill(running.child);
        answered.push(...(await Promise.all(work)).flat());

        running = await start();
        expect(await call(running, '/clock')).toMatchObject({ frozen: true, now: frozen.to });
        const journal = journalSchema.parse(await call(running, '/journal?effect=create_draft'));
        const written = new Set(journal.entries.map(({ entity }) => entity?.id));
        expect(answered.filter(({ id }) => !written.has(id))).toEqual([]);
        const { origin } = running;
        const kept = await Promise.all(answered.map(async ({ id }) => triggerOf(origin, id)));
        expect(kept).toEqual(answered);
        drafts.push(...answered);
        const [oldest] = drafts;
        expect(await triggerOf(origin, oldest?.id ?? '')).toEqual(oldest);
      }
      expect(drafts.length).toBeGreaterThan(2 * KILLS);
    },
    60_000 + KILLS * 10_000,
  );

  test('keeps grants and sessions over a kill, and shows nothing of them, of people or of passwords to whoever reads its files', async () => {
    const first = await start();
    const browser = new TestBrowser({ fetch, origin: first.origin });
    const tokens = await signIn(first, browser);
    await (await draft(first, 'High deposit of a VIP')).json();
    await call(first, '/users/viewer@lumenplay.example', { disabled: true });
    const cookies = await browser.jar.getCookies(first.origin);
    await kill(first.child);

    const files = await Promise.all(
      (await readdir(folder)).map(async (name) => [name, await readFile(join(folder, name))] as const),
    );
    const [keys, rest] = [
      files.filter(([name]) => name.endsWith('.keys')),
      files.filter(([name]) => !name.endsWith('.keys')),
    ];
    const bytes = Buffer.concat(rest.map(([, content]) => content));
    expect(keys).toHaveLength(1);
    expect(rest.map(([name]) => name)).toContain('simulator.db-wal');
    expect(bytes.includes('CREATE TABLE')).toBe(true);
    const secrets = [
      tokens.access_token,
      tokens.refresh_token,
      tokens.client_id,
      ...cookies.map(({ value }) => value),
      ...USERS.flatMap(({ email, name }) => [email, name]),
      DEMO_PASSWORD,
      'High deposit of a VIP',
    ];
    expect(secrets.filter((secret) => bytes.includes(secret))).toEqual([]);

    const again = await start(new URL(first.origin).port);
    const renewed = await fetch(`${again.origin}/oauth/token`, {
      method: 'POST',
      body: new URLSearchParams({
        grant_type: 'refresh_token',
        refresh_token: tokens.refresh_token,
        client_id: tokens.client_id,
      }),
    });
    expect(renewed.status).toBe(200);
    const profile = await browser.get('/profile');
    expect(profile.text).toContain(MARKETER);
  }, 60_000);
});
