import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { ROOT } from '../source/files.ts';

const FREE_PORTS = { CONNECTOR_PORT: '0', SIMULATOR_PORT: '0', CONTROL_PORT: '0' };

/** A command that runs in a process group of its own, as in a terminal. */
export interface Launched {
  child: ChildProcess;
  pid: number;
  output: () => string;
  errors: () => string;
  /** Resolves with the exit code once the process has ended and its output is complete. */
  ended: Promise<number | null>;
}

/** Starts a command, by default on free ports in the root of the repository. */
export function launch(
  [executable = '', ...args]: string[],
  variables: NodeJS.ProcessEnv = {},
  cwd = ROOT,
): Launched {
  const child = spawn(executable, args, {
    cwd,
    detached: true,
    env: { ...process.env, ...FREE_PORTS, ...variables },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  let errors = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (errors += text));
  if (child.pid === undefined) throw new Error(`${executable} could not be started`);
  return {
    child,
    pid: child.pid,
    output: () => output,
    errors: () => errors,
    ended: once(child, 'close').then(([code]) => code),
  };
}

/** Waits until the condition holds; throws when it does not within ten seconds. */
export async function until(condition: () => boolean): Promise<void> {
  for (let attempt = 0; attempt < 200; attempt += 1) {
    if (condition()) return;
    await sleep(50);
  }
  throw new Error(`Not within ten seconds: ${condition.toString()}`);
}

interface Process {
  pid: number;
  parent: number;
  state: string;
}

function processes(): Process[] {
  const table = execFileSync('ps', ['-A', '-o', 'pid=,ppid=,stat='], { encoding: 'utf8' }).trim();
  return table.split('\n').map((row) => {
    const [pid, parent, state = ''] = row.trim().split(/\s+/u);
    return { pid: Number(pid), parent: Number(parent), state };
  });
}

/** The processes that a process has started, and those that these have started. */
export function descendantsOf(pid: number, all = processes()): number[] {
  return all
    .filter(({ parent }) => parent === pid)
    .flatMap((child) => [child.pid, ...descendantsOf(child.pid, all)]);
}

/** Those that still run; an ended process that nobody has asked about yet does not count. */
export function alive(pids: number[]): number[] {
  const running = processes().filter(({ state }) => !state.startsWith('Z'));
  return pids.filter((pid) => running.some((process) => process.pid === pid));
}
