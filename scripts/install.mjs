import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const ENGINE_VERSION = fileURLToPath(new URL('./engine-version.cjs', import.meta.url));

/**
 * The packages of the lock file, complete whatever the user's settings are; none of them needs an install script. Not
 * `npm ci`: it refuses a lock file that leaves out binaries of platforms which the registry did not offer.
 */
const INSTALL = [
  'install',
  '--no-save',
  '--include=dev',
  '--include=optional',
  '--ignore-scripts',
  '--prefer-offline',
];
const QUIET = ['--loglevel=error', '--no-audit', '--no-fund', '--no-progress'];
const RETRIES = ['--fetch-retries=3', '--fetch-retry-mintimeout=500', '--fetch-retry-factor=2'];

const UNREACHABLE = 'the package registry cannot be reached. Check network and proxy, then run again';
/** @type {Record<string, string | undefined>} What npm's error codes mean to the person who typed the command. */
const MEANINGS = {
  EAI_AGAIN: UNREACHABLE,
  ECONNREFUSED: UNREACHABLE,
  ECONNRESET: UNREACHABLE,
  EHOSTUNREACH: UNREACHABLE,
  EIDLETIMEOUT: UNREACHABLE,
  ENETUNREACH: UNREACHABLE,
  ENOTFOUND: UNREACHABLE,
  ERR_SOCKET_TIMEOUT: UNREACHABLE,
  ETIMEDOUT: UNREACHABLE,
  ENOSPC: 'the disk is full. Free some space, then run again',
  EACCES: 'this user may not write to the folder. Mend its permissions, then run again',
  EPERM: 'this user may not write to the folder. Mend its permissions, then run again',
  EROFS: 'the folder is read-only. Use a copy that can be written to',
  EINTEGRITY: 'a package is not the one that the lock file names. Clear the npm cache or check the registry',
};

/**
 * Whether `node_modules` holds what `package-lock.json` asks for, by the record that npm keeps there. Optional packages of
 * other platforms may be absent.
 * @param {string} root
 */
export function isInstalled(root) {
  try {
    const present = packagesOf(join(root, 'node_modules', '.package-lock.json'));
    return Object.entries(packagesOf(join(root, 'package-lock.json'))).every(([path, wanted]) => {
      const found = present[path];
      if (path === '' || (found === undefined && wanted.optional === true)) return true;
      return found?.version === wanted.version && found?.integrity === wanted.integrity;
    });
  } catch {
    return false;
  }
}

/**
 * Lets npm install with one line of progress on stderr; answers one sentence if that fails.
 * @param {string} root
 * @returns {Promise<string | undefined>}
 */
export async function install(root) {
  process.stderr.write('Installing packages from package-lock.json (once) ');
  const started = performance.now();
  const dots = setInterval(() => process.stderr.write('.'), 1_000);
  const { code, log } = await npm(root, [...INSTALL, ...QUIET, ...RETRIES]);
  clearInterval(dots);
  const seconds = ((performance.now() - started) / 1_000).toFixed(1);
  process.stderr.write(code === 0 ? ` done in ${seconds} s\n` : '\n');
  if (code === 0) {
    return isInstalled(root)
      ? undefined
      : 'package.json and package-lock.json disagree: run npm install, then run again.';
  }
  const file = join(root, '.cache', 'install.log');
  const reason = /npm (?:ERR!|error) code (\S+)/u.exec(log)?.[1] ?? `exit code ${code}`;
  return `Packages could not be installed: ${MEANINGS[reason] ?? 'npm failed'} (${reason}; ${keep(file, log, root)}).`;
}

/**
 * @param {string} file
 * @param {string} log
 * @param {string} root
 */
function keep(file, log, root) {
  try {
    mkdirSync(join(file, '..'), { recursive: true });
    writeFileSync(file, log);
    return `details in ${relative(root, file)}`;
  } catch {
    return 'npm install says more';
  }
}

/**
 * The npm that runs this script, or else the one on the path.
 * @param {string} root
 * @param {string[]} args
 * @returns {Promise<{ code: number, log: string }>}
 */
function npm(root, args) {
  const { npm_execpath: cli, npm_node_execpath: node = process.execPath } = process.env;
  const [command, ...prefix] = cli?.endsWith('npm-cli.js') ? [node, cli] : ['npm'];
  const preload = `--require ${JSON.stringify(ENGINE_VERSION)}`;
  const env = { ...process.env, NODE_OPTIONS: [process.env['NODE_OPTIONS'], preload].join(' ').trim() };
  return new Promise((resolve) => {
    const child = spawn(command, [...prefix, ...args], {
      cwd: root,
      env,
      shell: command === 'npm' && process.platform === 'win32',
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let log = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text) => (log += text));
    }
    child.on('error', (error) => resolve({ code: 1, log: `npm error code ${error.message}\n` }));
    child.on('close', (code) => resolve({ code: code ?? 1, log }));
  });
}

/**
 * @param {string} file
 * @returns {Record<string, { version?: string, integrity?: string, optional?: boolean }>}
 */
function packagesOf(file) {
  return JSON.parse(readFileSync(file, 'utf8')).packages;
}
