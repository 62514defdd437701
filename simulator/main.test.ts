import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { afterEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { listen } from './network/listen.ts';

const readySchema = z.strictObject({
  ready: z.literal(true),
  simulator: z.string(),
  control: z.string().nullable(),
  issuer: z.string(),
  pid: z.int(),
  token: z.string().optional(),
});

const running = new Set<ReturnType<typeof start>>();
afterEach(() => {
  for (const child of running) child.kill('SIGKILL');
  running.clear();
});

function start(options: string[], environment: Record<string, string>) {
  const env = { PATH: process.env['PATH'], SIMULATOR_PORT: '0', CONTROL_PORT: '0', ...environment };
  const child = spawn(process.execPath, ['simulator/main.ts', ...options], {
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  running.add(child);
  return child;
}

async function readyLine(child: ReturnType<typeof start>) {
  const [chunk] = z.tuple([z.instanceof(Buffer)]).parse(await once(child.stdout, 'data'));
  return readySchema.parse(JSON.parse(chunk.toString()));
}

describe('simulator/main.ts', () => {
  test.each(['SIGTERM', 'SIGINT'] as const)(
    'is ready with one line, serves, and ends cleanly on %s',
    async (signal) => {
      const child = start(['--json', '--clock', '2026-06-15T12:00:00Z'], {});
      const ready = await readyLine(child);
      const [clock, metadata] = await Promise.all([
        fetch(`${ready.control}/clock`),
        fetch(`${ready.simulator}/.well-known/oauth-authorization-server`),
      ]);

      expect(ready.pid).toBe(child.pid);
      expect(await clock.json()).toMatchObject({ now: expect.stringMatching(/^2026-06-15T12:00:/) });
      expect(await metadata.json()).toMatchObject({ issuer: ready.issuer });

      const rest = text(child.stdout);
      const asked = performance.now();
      child.kill(signal);
      const [code] = await once(child, 'exit');
      expect([code, await rest]).toEqual([0, '']);
      expect(performance.now() - asked).toBeLessThan(1_000);
    },
  );

  test('runs without the control API', async () => {
    const child = start(['--json'], { CONTROL: 'off' });

    expect((await readyLine(child)).control).toBeNull();
  });

  test('says in one line which port is taken and what moves it', async () => {
    const taken = await listen({ host: '127.0.0.1', port: 0 }, async () => new Response());
    const child = start([], { CONTROL_PORT: String(taken.port) });
    const said = text(child.stderr);
    const [code] = await once(child, 'exit');
    await taken.close();

    expect(code).toBe(1);
    expect(await said).toContain(
      `Port ${taken.port} on 127.0.0.1 is taken. Set CONTROL_PORT to another, or to 0.\n`,
    );
  });

  test('prints a token that works as pasted, of itself or of the simulator that runs', async () => {
    const user = 'viewer@lumenplay.example';
    const first = start(['--json', '--print-token', user], {});
    const { token: ofItself, ...ready } = await readyLine(first);
    const port = new URL(ready.control ?? '').port;
    const second = start(['--print-token', user], { CONTROL_PORT: port });
    const [ofRunning, advice] = await Promise.all([text(second.stdout), text(second.stderr)]);

    for (const token of [ofItself, ofRunning.trim()]) {
      const headers = { authorization: `Bearer ${token}` };
      const me = await fetch(`${ready.simulator}/api/v1/me`, { headers });
      expect([me.status, await me.json()]).toMatchObject([200, { user: { email: user } }]);
    }
    expect(advice).toContain(
      `curl -H 'authorization: Bearer ${ofRunning.trim()}' ${ready.simulator}/api/v1/me`,
    );
  });

  test('lists tenants and users', async () => {
    const child = start(['--list-tenants', '--json'], {});

    const tenants: unknown = JSON.parse(await text(child.stdout));
    expect(tenants).toMatchObject([
      { id: 'lumenplay', currency: 'EUR', brands: ['lumenplay', 'lumenbet'] },
      { id: 'northaisle', time_zone: 'America/Chicago', users: [{ role: 'admin' }, { role: 'marketer' }] },
      { id: 'megamart' },
    ]);
  });

  test('teaches by its help: examples, addresses, users, variables', async () => {
    const help = await text(start(['--help'], {}).stdout);

    for (const word of [
      'npm run simulator -- --print-token',
      'http://127.0.0.1:4321',
      'agency@agency.example',
      'optimove-demo',
      'RATE_LIMIT',
    ]) {
      expect(help).toContain(word);
    }
  });

  test.each([
    [['--sede', '1'], 'Did you mean --seed?'],
    [['--list-tenant'], 'Did you mean --list-tenants?'],
    [['serve'], 'too many arguments'],
    [['--print-token', 'nobody'], 'There is no user nobody. There are: admin@lumenplay.example'],
    [['--print-token', 'disabled@lumenplay.example'], 'is disabled'],
    [['--print-token', 'a', '--list-tenants'], 'cannot be used with'],
    [['--seed', 'x'], 'Use a whole number.'],
    [['--scale', 'tiny'], 'Allowed choices are small, large, huge.'],
    [['--clock', 'now'], 'Use an ISO instant'],
    [['--clock', '2026-02-30T00:00:00Z'], 'Use an ISO instant'],
    [['--clock', '2026-03-29T00:30:00'], 'Use an ISO instant'],
  ])('refuses %j', async (options, words) => {
    const child = start(options, {});
    const said = text(child.stderr);
    const [code] = await once(child, 'exit');

    expect(code).toBe(1);
    expect((await said).trim().split('\n')).toEqual([expect.stringContaining(words)]);
  });
});
