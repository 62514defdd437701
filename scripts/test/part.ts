import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../source/files.ts';
import { spawnFollower } from '../spawn-follower.mjs';

export interface Counts {
  passed: number;
  failed: number;
  skipped: number;
}

/** One part of `npm test`. */
export interface Part {
  name: string;
  /** A JavaScript or TypeScript file and its arguments. */
  command: () => string[];
  /** The report that the command writes, and how to count it. Without one the part counts as one test. */
  report?: { file: string; count: (report: unknown) => Counts };
}

export interface Outcome extends Counts {
  output: string;
  seconds: number;
}

/** Runs a part to its end. It has failed, too, when it ran nothing, left no report or could not be started. */
export async function runPart({ command, report }: Part): Promise<Outcome> {
  const started = performance.now();
  let output = '';
  let counts: Counts = { passed: 0, failed: 0, skipped: 0 };
  try {
    if (report !== undefined) clear(report.file);
    const ended = await runCommand(command());
    output = ended.output;
    if (report !== undefined)
      counts = report.count(JSON.parse(readFileSync(join(ROOT, report.file), 'utf8')));
    else if (ended.succeeded) counts.passed = 1;
    if (!ended.succeeded || counts.passed + counts.failed === 0) counts.failed ||= 1;
  } catch (error) {
    output += `${error instanceof Error ? error.message : String(error)}\n`;
    counts.failed ||= 1;
  }
  return { ...counts, output, seconds: (performance.now() - started) / 1000 };
}

function clear(file: string): void {
  mkdirSync(join(ROOT, 'reports'), { recursive: true });
  rmSync(join(ROOT, file), { force: true });
}

async function runCommand(command: string[]): Promise<{ succeeded: boolean; output: string }> {
  const colour = process.stdout.isTTY && process.env['NO_COLOR'] === undefined;
  const child = spawnFollower(process.execPath, command, {
    cwd: ROOT,
    env: { ...process.env, ...(colour && { FORCE_COLOR: '1' }) },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (text: string) => (output += text));
  }
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => resolve({ succeeded: code === 0, output }));
  });
}
