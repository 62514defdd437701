import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { freePort } from '../listen.ts';
import { startStack, type Stack } from '../stack.ts';
import { registerClient, returnToHost } from './person.ts';
import { runProgram, type ProgramRun } from './run-program.ts';

const program = fileURLToPath(
  new URL('../../node_modules/@modelcontextprotocol/conformance/dist/index.js', import.meta.url),
);
const checksSchema = z.array(z.object({ id: z.string(), status: z.string() }));

/** The program writes one folder for each scenario that it ran, with a `checks.json` in it. */
async function checksIn(folder: string): Promise<z.infer<typeof checksSchema>> {
  const entries = await readdir(folder, { recursive: true });
  const files = entries.filter((entry) => entry.endsWith('checks.json'));
  const all = await Promise.all(
    files.map(async (file) => checksSchema.parse(JSON.parse(await readFile(join(folder, file), 'utf8')))),
  );
  return all.flat();
}

let stack: Stack;
let folder: string;
beforeAll(async () => {
  stack = await startStack();
  folder = await mkdtemp(join(tmpdir(), 'mcp-conformance-'));
});
afterAll(async () => {
  await stack.stop();
  await rm(folder, { recursive: true });
});

function expectPassed(run: ProgramRun, checks: z.infer<typeof checksSchema>): void {
  const complaints = checks.filter((check) => check.status === 'FAILURE' || check.status === 'WARNING');
  expect({ ...run, complaints }).toMatchObject({ exitCode: 0, complaints: [] });
}

describe('@modelcontextprotocol/conformance authorization', () => {
  test('passes 3 of 3 checks on the authorization server', async () => {
    const port = await freePort();
    const clientId = await registerClient(stack.issuer, `http://127.0.0.1:${port}/callback`);
    const output = join(folder, 'authorization');
    let approval: Promise<unknown> | undefined;

    const run = await runProgram(
      program,
      ['authorization', '--url', stack.issuer, '--client-id', clientId, '--resource', stack.connector].concat(
        ['--port', String(port), '--output-dir', output],
      ),
      {
        onOutput(said) {
          const url = /\bhttps?:\/\/\S+\/oauth\/authorize\?\S+/.exec(said)?.[0];
          if (url !== undefined) approval ??= returnToHost(new URL(url));
        },
      },
    );
    await approval;

    const checks = await checksIn(output);
    expectPassed(run, checks);
    expect(checks.filter((check) => check.status === 'SUCCESS')).toHaveLength(3);
  });
});
