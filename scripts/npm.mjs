import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const ENGINE_VERSION = fileURLToPath(new URL('./engine-version.cjs', import.meta.url));
const SIGNALS = /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']);

/**
 * Runs the npm that runs this script, or else the one on the path; answers its exit code, its own error code and what it wrote.
 * @param {string} root
 * @param {string[]} args
 * @returns {Promise<{ code: number, reason: string, log: string }>}
 */
export function npm(root, args) {
  const { npm_execpath: cli, npm_node_execpath: node = process.execPath } = process.env;
  const [command, ...prefix] = cli?.endsWith('npm-cli.js') ? [node, cli] : ['npm'];
  const preload = `--require ${JSON.stringify(ENGINE_VERSION)}`;
  const env = { ...process.env, NODE_OPTIONS: [process.env['NODE_OPTIONS'], preload].join(' ').trim() };
  return new Promise((resolve) => {
    const child = spawn(command, [...prefix, ...args], {
      cwd: root,
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let log = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text) => (log += text));
    }
    const stop = (/** @type {NodeJS.Signals} */ signal) => {
      child.kill(signal);
      process.exit(1);
    };
    for (const signal of SIGNALS) process.once(signal, stop);
    const end = (/** @type {number} */ code) => {
      for (const signal of SIGNALS) process.off(signal, stop);
      resolve({ code, reason: /npm (?:ERR!|error) code (\S+)/u.exec(log)?.[1] ?? `exit code ${code}`, log });
    };
    child.on('error', (error) => {
      log += `npm error code ${error.message}\n`;
      end(1);
    });
    child.on('close', (code) => end(code ?? 1));
  });
}
