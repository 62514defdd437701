import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';
import { z } from 'zod';
import { program } from './packages.ts';
import type { Started } from './servers/server.ts';

const POLL_MS = 5;
const CONNECTIONS = 10;
const run = promisify(execFile);

/** What one server did at one scale; `failure` says why there is nothing more. */
export interface Figures {
  /** From the start of the process to the first page, in milliseconds. */
  readyMs: number;
  pagesPerSecond: number;
  itemsPerSecond: number;
  /** Resident memory after the load, in MiB. */
  memoryMiB: number;
}
export type Outcome = Figures | { failure: string };

export interface Patience {
  /** How long each load lasts, after a warm-up of the same length at most 2. */
  seconds: number;
  readyWithinMs: number;
}

/** Starts a server, waits until it gives a page, loads it, and stops it. */
export async function measure(started: Started, { seconds, readyWithinMs }: Patience): Promise<Outcome> {
  const begun = performance.now();
  const child = spawn(process.execPath, started.command, {
    env: { ...process.env, ...started.variables },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let log = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (log = (log + text).slice(-2_000)));
  try {
    const headers = await firstPage(started, child, begun + readyWithinMs);
    if (headers === null) return { failure: reasonOf(child, log, readyWithinMs) };
    const readyMs = performance.now() - begun;
    const warmUp = Math.min(seconds, 2);
    await load(started.page, headers, warmUp);
    const pagesPerSecond = await load(started.page, headers, seconds);
    await load(started.item, headers, warmUp);
    const itemsPerSecond = await load(started.item, headers, seconds);
    return { readyMs, pagesPerSecond, itemsPerSecond, memoryMiB: await memoryOf(child) };
  } catch (error) {
    return { failure: error instanceof Error ? error.message : String(error) };
  } finally {
    await stop(child);
  }
}

/** The headers with which the page was had; null when it could not be had in time. */
async function firstPage(
  { page, headers }: Started,
  child: ChildProcess,
  until: number,
): Promise<Record<string, string> | null> {
  while (performance.now() < until && child.exitCode === null && child.signalCode === null) {
    try {
      const sent = (await headers?.()) ?? {};
      const signal = AbortSignal.timeout(Math.max(1, Math.ceil(until - performance.now())));
      const answer = await fetch(page, { headers: sent, signal });
      const rows = z
        .union([z.array(z.unknown()), z.object({ items: z.array(z.unknown()) })])
        .parse(await answer.json());
      if (answer.ok && (Array.isArray(rows) ? rows : rows.items).length === 25) return sent;
    } catch {
      // Not there yet.
    }
    await delay(POLL_MS);
  }
  return null;
}

const loadSchema = z.object({
  requests: z.object({ average: z.number() }),
  errors: z.number(),
  timeouts: z.number(),
  non2xx: z.number(),
});

/** Answers per second over some connections at once; throws when one of them is not a success. */
async function load(url: string, headers: Record<string, string>, seconds: number): Promise<number> {
  const sent = Object.entries(headers).flatMap(([name, value]) => ['--headers', `${name}=${value}`]);
  const settings = ['--json', '--connections', String(CONNECTIONS), '--duration', String(seconds)];
  const { stdout } = await run(process.execPath, [program('autocannon'), ...settings, ...sent, url]);
  const { requests, errors, timeouts, non2xx } = loadSchema.parse(JSON.parse(stdout));
  if (errors + timeouts + non2xx > 0) {
    throw new Error(`${url}: ${errors} errors, ${timeouts} timeouts, ${non2xx} refusals under load`);
  }
  return requests.average;
}

async function memoryOf({ pid }: ChildProcess): Promise<number> {
  const { stdout } = await run('ps', ['-o', 'rss=', '-p', String(pid)]);
  return Number(stdout.trim()) / 1024;
}

function reasonOf({ exitCode, signalCode }: ChildProcess, log: string, withinMs: number): string {
  if (exitCode === null && signalCode === null) return `gave no page within ${withinMs / 1000} seconds`;
  const words = log
    .split('\n')
    .map((line) => line.trim())
    .find((line) => /error|fatal/i.test(line));
  return `ended (${signalCode ?? `exit code ${exitCode}`})${words === undefined ? '' : `: ${words.slice(0, 120)}`}`;
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill('SIGKILL');
  await once(child, 'exit');
}
