import { spawn } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';

const PROGRAM = fileURLToPath(
  new URL('dist/index.js', import.meta.resolve('@modelcontextprotocol/conformance/package.json')),
);
/** Some scenarios of the older revision wait this long for what a server without sessions never sends. */
const TIMEOUT_MS = 5000;

const checksSchema = z.array(
  z.looseObject({ id: z.string(), status: z.string(), errorMessage: z.string().optional() }),
);

/** A scenario of `@modelcontextprotocol/conformance`, and what each of its checks came to. */
export interface Scenario {
  name: string;
  checks: z.infer<typeof checksSchema>;
}

export type Revision = '2025-11-25' | '2026-07-28';

/** The scenarios that a revision requires of a server, and what became of each at this address. */
export async function runRequired(url: URL, revision: Revision): Promise<Scenario[]> {
  const [required, ran] = await Promise.all([requiredBy(revision), run(url, ['--requirements', revision])]);
  return required.map((name) => ran.find((one) => one.name === name) ?? { name, checks: [] });
}

/** One scenario at this address. */
export async function runScenario(url: URL, name: string, revision: Revision): Promise<Scenario> {
  const [scenario] = await run(url, ['--scenario', name, '--spec-version', revision]);
  return { name, checks: scenario?.checks ?? [] };
}

async function requiredBy(revision: Revision): Promise<string[]> {
  const listed = await program(['list', '--server', '--requirements', revision]);
  const servers = listed.split(/^Client scenarios/mu)[0] ?? '';
  const names = [...servers.matchAll(/^ +- (\S+)$/gmu)].map(([, name = '']) => name);
  if (names.length === 0) throw new Error(`the official suite lists no scenario for ${revision}: ${listed}`);
  return names;
}

async function run(url: URL, what: readonly string[]): Promise<Scenario[]> {
  const folder = await mkdtemp(join(tmpdir(), 'mcp-conformance-'));
  try {
    const options = ['--url', url.href, '--timeout', String(TIMEOUT_MS), '--output-dir', folder];
    const said = await program(['server', ...what, ...options]);
    const scenarios = await scenariosIn(folder);
    if (scenarios.length === 0) throw new Error(`the official suite left no results: ${said.slice(-500)}`);
    return scenarios;
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** It leaves a folder for each scenario, named after it and the time of day. */
async function scenariosIn(folder: string): Promise<Scenario[]> {
  const left = await readdir(folder);
  return Promise.all(
    left.map(async (entry) => ({
      name: /^server-(.+)-\d{4}-\d\d-\d\dT/u.exec(entry)?.[1] ?? entry,
      checks: checksSchema.parse(JSON.parse(await readFile(join(folder, entry, 'checks.json'), 'utf8'))),
    })),
  );
}

/** Its exit code says what its results say as well. */
async function program(options: readonly string[]): Promise<string> {
  const child = spawn(process.execPath, [PROGRAM, ...options], { stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => (said += text));
  }
  await new Promise((resolve, reject) => child.once('close', resolve).once('error', reject));
  return said;
}
