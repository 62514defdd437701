import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { z } from 'zod';

const readySchema = z.object({
  ready: z.literal(true),
  connector: z.url(),
  simulator: z.url(),
  control: z.url(),
  issuer: z.url(),
  ca: z.string().optional(),
  pid: z.int(),
});

/** The running product, as `npm start -- --json` announces it. */
export type Stack = z.infer<typeof readySchema> & { stop(): Promise<void> };

/** Starts simulator and connector on free ports, in processes of their own; rejects with what they said when they do not come up. */
export async function startStack(
  options: readonly string[] = [],
  variables: Record<string, string> = {},
): Promise<Stack> {
  const child = spawn(process.execPath, ['scripts/start.ts', '--json', ...options], {
    env: { ...process.env, CONNECTOR_PORT: '0', SIMULATOR_PORT: '0', CONTROL_PORT: '0', ...variables },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const complaints: string[] = [];
  child.stderr.on('data', (chunk: Buffer) => complaints.push(chunk.toString()));
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));

  const line = await Promise.race([
    new Promise<string>((resolve) => createInterface(child.stdout).once('line', resolve)),
    ended.then(() => {
      throw new Error(`The product did not start: ${complaints.join('')}`);
    }),
  ]);
  const ready = readySchema.parse(JSON.parse(line));
  return {
    ...ready,
    async stop() {
      child.kill('SIGTERM');
      await ended;
    },
  };
}
