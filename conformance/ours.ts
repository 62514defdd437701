import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import type { Target } from './connector.ts';
import type { Fetch } from './wire.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const GRACE_MS = 5_000;
const ANY_PORTS = { CONNECTOR_PORT: '0', SIMULATOR_PORT: '0', CONTROL_PORT: '0' };

const readySchema = z.object({ ready: z.literal(true), connector: z.url(), control: z.url() });

/** The demo users that tell the permission rules apart; their password is public. */
const PEOPLE = {
  wide: { email: 'marketer@lumenplay.example', password: 'optimove-demo' },
  narrow: { email: 'marketer.bet@lumenplay.example', password: 'optimove-demo' },
  'other-tenant': { email: 'admin@northaisle.example', password: 'optimove-demo' },
} satisfies Target['people'];

/** Starts connector and simulator of this repository on free ports, and a second pair with the rate limit on when it is asked for. */
export async function startOurs(
  environment: NodeJS.ProcessEnv,
  fetch: Fetch,
): Promise<{ target: Target; stop: () => Promise<void> }> {
  const children: ChildProcess[] = [];
  const start = async (variables: Record<string, string>): Promise<Target> => {
    const child = spawn(process.execPath, ['scripts/start.ts', '--json'], {
      cwd: ROOT,
      env: { ...environment, ...ANY_PORTS, ...variables },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    children.push(child);
    process.once('exit', () => child.kill('SIGTERM'));
    const { connector, control } = await readyLine(child);
    return { url: new URL(connector), control: new URL(control), fetch, people: PEOPLE };
  };
  const stop = async () => {
    await Promise.all(children.map(end));
  };
  try {
    const target = await start({ RATE_LIMIT: 'off', QUERY_PATIENCE: '2s' });
    const { RATE_LIMIT: _any, ...standard } = environment;
    environment = standard;
    let throttled: Promise<Target> | undefined;
    return { target: { ...target, throttled: async () => (throttled ??= start({})) }, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function readyLine(child: ChildProcess): Promise<z.infer<typeof readySchema>> {
  if (child.stdout === null) throw new Error('npm start has no output to read');
  const lines = createInterface({ input: child.stdout });
  const line = await Promise.race([
    once(lines, 'line').then(([text]) => String(text)),
    once(child, 'exit').then(([code]) =>
      Promise.reject(new Error(`npm start ended with exit code ${String(code)}`)),
    ),
  ]);
  return readySchema.parse(JSON.parse(line));
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, 'exit');
  child.kill('SIGTERM');
  const force = setTimeout(() => child.kill('SIGKILL'), GRACE_MS);
  await exited;
  clearTimeout(force);
}
