import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { spawnFollower } from './spawn-follower.mjs';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const GRACE_MS = 3_000;

/** A running child process. */
export interface Program {
  /** Resolves with its first line on stdout, which says that it is ready. */
  ready: Promise<string>;
  /** Resolves when it has ended, with a sentence about how. */
  ended: Promise<string>;
  stop(): Promise<void>;
}

/** Starts a program of this repository; its log goes to stderr, and it never outlives this process. */
export function startProgram(name: string, command: string[], variables: Record<string, string>): Program {
  const child = spawnFollower(process.execPath, command, {
    cwd: ROOT,
    env: { ...process.env, ...variables },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(child, 'exit').then(
    ([code, signal]) => `The ${name} stopped (${signal ?? `exit code ${code}`}).`,
  );
  return {
    ready: new Promise((resolve) => {
      if (child.stdout !== null) createInterface({ input: child.stdout }).once('line', resolve);
    }),
    ended,
    async stop() {
      child.kill('SIGTERM');
      const force = setTimeout(() => child.kill('SIGKILL'), GRACE_MS);
      await ended;
      clearTimeout(force);
    },
  };
}
