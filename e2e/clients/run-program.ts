import { spawn } from 'node:child_process';

/** What a program of node_modules said and how it ended. */
export interface ProgramRun {
  exitCode: number;
  stdout: string;
  stderr: string;
}

/** Runs a file of an installed package with this Node.js; `onOutput` sees all that it has said so far, each time it says more. */
export async function runProgram(
  file: string,
  options: readonly string[],
  { env = {}, onOutput }: { env?: Record<string, string>; onOutput?: (said: string) => void } = {},
): Promise<ProgramRun> {
  const child = spawn(process.execPath, [file, ...options], {
    env: { ...process.env, ...env, NO_COLOR: '1' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let stdout = '';
  let stderr = '';
  child.stdout.on('data', (chunk: Buffer) => {
    stdout += chunk.toString();
    onOutput?.(stdout + stderr);
  });
  child.stderr.on('data', (chunk: Buffer) => {
    stderr += chunk.toString();
    onOutput?.(stdout + stderr);
  });
  const exitCode = await new Promise<number>((resolve) => child.once('close', (code) => resolve(code ?? 1)));
  return { exitCode, stdout, stderr };
}
