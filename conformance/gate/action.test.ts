import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const TEXT = readFileSync(join(ROOT, 'action.yml'), 'utf8');
const texts = z.record(z.string(), z.union([z.string(), z.number()]).transform(String));
const actionSchema = z.object({
  inputs: z.record(z.string(), z.object({ description: z.string(), default: z.string().default('') })),
  outputs: z.record(z.string(), z.object({ value: z.string() })),
  runs: z.object({
    using: z.literal('composite'),
    steps: z.array(
      z.object({
        uses: z.string().optional(),
        run: z.string().optional(),
        shell: z.string().optional(),
        env: texts.default({}),
        with: texts.default({}),
      }),
    ),
  }),
});
const action = actionSchema.parse(parse(TEXT));

/** Runs the scripts of the action as the runner does, with a Node.js that is installed already. */
function run(inputs: Record<string, string>, environment: Record<string, string> = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'gate-'));
  const here = (name: string) => join(folder, name);
  mkdirSync(here('scripts'));
  symlinkSync(join(ROOT, 'conformance'), here('conformance'));
  writeFileSync(
    here('scripts/run.mjs'),
    `import { spawnSync } from 'node:child_process';
     process.exitCode = spawnSync(process.execPath, process.argv.slice(2), { stdio: 'inherit' }).status ?? 4;`,
  );
  const known: Record<string, string> = {
    ...Object.fromEntries(
      Object.entries(action.inputs).map(([name, input]) => [`inputs.${name}`, input.default]),
    ),
    ...Object.fromEntries(Object.entries(inputs).map(([name, value]) => [`inputs.${name}`, value])),
    'runner.temp': folder,
  };
  const substituted = (text: string) =>
    text.replaceAll(/\$\{\{ ([\w.-]+) \}\}/gu, (_all, name: string) => known[name] ?? '');
  const ended = action.runs.steps
    .filter((step) => step.run !== undefined)
    .map((step) => {
      writeFileSync(here('step.sh'), substituted(step.run ?? ''));
      const env = Object.fromEntries(
        Object.entries(step.env).map(([name, value]) => [name, substituted(value)]),
      );
      return spawnSync('bash', ['--noprofile', '--norc', '-eo', 'pipefail', here('step.sh')], {
        cwd: folder,
        encoding: 'utf8',
        env: {
          PATH: process.env['PATH'],
          GITHUB_ACTION_PATH: folder,
          GITHUB_OUTPUT: here('output'),
          GITHUB_STEP_SUMMARY: here('summary'),
          ...environment,
          ...env,
        },
      });
    });
  const read = (name: string) => (existsSync(here(name)) ? readFileSync(here(name), 'utf8') : '');
  const stdout = ended.map((one) => one.stdout).join('');
  return {
    folder,
    read,
    stdout,
    stderr: ended.map((one) => one.stderr).join(''),
    code: ended.at(-1)?.status,
  };
}

describe('action.yml', { timeout: 120_000 }, () => {
  test('uses each of its inputs, and none that it has not', () => {
    const used = [...TEXT.matchAll(/\binputs\.([\w-]+)/gu)].map(([, name]) => name);

    expect(new Set(used)).toEqual(new Set(Object.keys(action.inputs)));
  });

  test('puts no text of a workflow into a script', () => {
    for (const { run: script = '', shell } of action.runs.steps.filter((step) => step.run !== undefined)) {
      expect(script).not.toContain('${{');
      expect(shell).toBe('bash');
    }
  });

  test('uses official actions alone, of a named version', () => {
    const used = action.runs.steps.flatMap(({ uses }) => uses ?? []);

    expect(used).not.toEqual([]);
    for (const one of used) expect(one).toMatch(/^(?:actions|github)\/[\w/-]+@v\d+$/u);
  });

  test('judges the connector of this repository and tells the workflow', () => {
    const { code, stdout, read, folder } = run({ only: 'catalog.title' });

    expect(code).toBe(0);
    expect(stdout).toMatch(
      /^::stop-commands::(\S+)$[^]*^::\1::$[^]*^::notice title=Conformance::.*1 pass, 0 fail/mu,
    );
    expect(read('output')).toBe(`verdict=holds\nreports=${join(folder, 'conformance')}\n`);
    expect(JSON.parse(read('conformance/report.json'))).toMatchObject({ totals: { pass: 1, fail: 0 } });
  });

  test('stops a release where nothing could be judged, unless it is told otherwise', () => {
    const nobody = { url: 'http://127.0.0.1:9/mcp', only: 'catalog.title' };

    expect(run(nobody)).toMatchObject({
      code: 3,
      stdout: expect.stringContaining('::error title=Conformance::Incomplete'),
    });
    expect(run({ ...nobody, 'fail-on-incomplete': 'false' })).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('::warning title=Conformance::Incomplete'),
    });
  });

  test('takes hostile text for text', () => {
    for (const hostile of [
      '"; touch pwned; "',
      "$(touch pwned)`touch pwned`\n::error::pwned\n' || touch pwned #",
    ]) {
      const inputs = Object.keys(action.inputs).filter((name) => !['users', 'tokens'].includes(name));
      const every = Object.fromEntries(inputs.map((name) => [name, hostile]));
      const { code, stdout, read, folder } = run({ ...every, 'fail-on-incomplete': 'true' });

      expect(code).toBe(2);
      expect(existsSync(join(folder, 'pwned'))).toBe(false);
      expect(read('conformance/report.json')).toBe('');
      expect(stdout.match(/^::\w+ .*$/gmu)).toEqual([
        expect.stringMatching(/^::error title=Conformance::No verdict/u),
      ]);
    }
  });
});
