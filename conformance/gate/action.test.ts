import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { temporaryFolder } from '../testing/temporary-folder.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const TEXT = readFileSync(join(ROOT, 'action.yml'), 'utf8');
const texts = z.record(z.string(), z.union([z.string(), z.number()]).transform(String));
const stepsSchema = z.array(
  z.object({
    uses: z.string().optional(),
    run: z.string().optional(),
    shell: z.string().optional(),
    env: texts.default({}),
    with: texts.default({}),
  }),
);
const workflowSchema = z.object({ jobs: z.record(z.string(), z.object({ steps: stepsSchema })) });
const actionSchema = z.object({
  inputs: z.record(z.string(), z.object({ description: z.string(), default: z.string().default('') })),
  outputs: z.record(z.string(), z.object({ value: z.string() })),
  runs: z.object({
    using: z.literal('composite'),
    steps: stepsSchema,
  }),
});
const action = actionSchema.parse(parse(TEXT));

/** Runs the scripts of the action as the runner does, with a Node.js that is installed already. */
function run(inputs: Record<string, string>, environment: Record<string, string> = {}) {
  const folder = temporaryFolder();
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

describe.each(['release-gate', 'nightly'])('docs/examples/%s.yml', (name) => {
  const workflow = workflowSchema.parse(parse(readFileSync(join(ROOT, `docs/examples/${name}.yml`), 'utf8')));
  const steps = Object.values(workflow.jobs).flatMap((job) => job.steps);

  test('gives the action inputs that it has', () => {
    const given = steps.filter(({ uses }) => uses === './.harness').flatMap((step) => Object.keys(step.with));

    expect(Object.keys(action.inputs)).toEqual(expect.arrayContaining(given));
  });

  test('uses official actions and this one alone, and puts nothing from outside into a script', () => {
    for (const { uses = './.harness', run: script = '' } of steps) {
      expect(uses).toMatch(/^(?:actions\/[\w-]+@v\d+|\.\/\.harness)$/u);
      expect(script).not.toContain('${{');
    }
  });

  test('runs scripts that package.json has', () => {
    const { scripts } = z
      .object({ scripts: texts })
      .parse(JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')));
    const called = steps.flatMap((step) =>
      [...(step.run ?? '').matchAll(/npm run ([\w:]+)/gu)].map(([, one]) => one),
    );

    expect(called).not.toEqual([]);
    expect(Object.keys(scripts)).toEqual(expect.arrayContaining(called));
  });
});

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

  test('says usage where an input cannot be used', () => {
    const { code, stdout, read } = run({ users: 'wide=NOBODY' });

    expect({ code, output: read('output') }).toEqual({ code: 2, output: 'verdict=usage\n' });
    expect(stdout).toMatch(/^::error title=Conformance::The variable NOBODY is not set\.$/mu);
  });

  test('stops a release where nothing could be judged, at every level', () => {
    const nobody = { url: 'http://127.0.0.1:9/mcp', only: 'catalog.title', level: 'L1' };

    expect(run(nobody)).toMatchObject({
      code: 3,
      stdout: expect.stringMatching(/^::error title=Conformance::Incomplete.*catalog\.title$/mu),
    });
  });

  test('takes hostile text for text', () => {
    for (const hostile of [
      '"; touch pwned; "',
      "$(touch pwned)`touch pwned`\n::error::pwned\n' || touch pwned #",
    ]) {
      const inputs = Object.keys(action.inputs).filter((name) => !['users', 'tokens'].includes(name));
      const every = Object.fromEntries(inputs.map((name) => [name, hostile]));
      const { code, stdout, read, folder } = run({ ...every, level: 'L3' });

      expect(code).toBe(2);
      expect(existsSync(join(folder, 'pwned'))).toBe(false);
      expect(read('conformance/report.json')).toBe('');
      expect(stdout.match(/^::\w+ .*$/gmu)).toEqual([
        expect.stringMatching(/^::error title=Conformance::No verdict/u),
      ]);
    }
  });
});
