import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { npm } from './npm.mjs';

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
const RETRIES = ['--fetch-retries=2', '--fetch-retry-mintimeout=500', '--fetch-retry-maxtimeout=2000'];
/** With no registry, npm would try each of some hundred packages again and again: one short question comes first. */
const PROBE = ['view', 'zod', 'version', '--fetch-retries=0', '--fetch-timeout=10000'];

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
 * Lets npm install with one line of progress on stderr, from its cache when the registry is out of reach. Answers one sentence
 * if that fails.
 * @param {string} root
 * @returns {Promise<string | undefined>}
 */
export async function install(root) {
  const mark = join(root, 'node_modules', '.installing');
  try {
    begin(mark);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    return `Packages could not be installed: ${MEANINGS[code] ?? 'node_modules cannot be made'} (${code}).`;
  }
  process.stderr.write('Installing packages from package-lock.json (once) ');
  const started = performance.now();
  const dots = setInterval(() => process.stderr.write('.'), 1_000);
  const probe = await npm(root, [...PROBE, ...QUIET]);
  const offline = MEANINGS[probe.reason] === UNREACHABLE;
  const { code, reason, log } = await npm(root, [
    ...INSTALL,
    ...QUIET,
    ...(offline ? ['--offline'] : RETRIES),
  ]);
  clearInterval(dots);
  const seconds = ((performance.now() - started) / 1_000).toFixed(1);
  process.stderr.write(code === 0 ? ` done in ${seconds} s\n` : '\n');

  if (code === 0) rmSync(mark, { force: true });
  if (code === 0 && isInstalled(root)) return undefined;
  if (code === 0) return 'package.json and package-lock.json disagree: run npm install, then run again.';
  const cause = offline ? probe.reason : reason;
  const details = keep(join(root, '.cache', 'install.log'), probe.log + log, root);
  return `Packages could not be installed: ${MEANINGS[cause] ?? 'npm failed'} (${cause}; ${details}).`;
}

/**
 * Clears away what an installation left that was interrupted: npm would take half a package for a whole one.
 * @param {string} mark the file that is there as long as an installation is not finished
 */
function begin(mark) {
  const modules = dirname(mark);
  if (existsSync(mark)) rmSync(modules, { recursive: true });
  mkdirSync(modules, { recursive: true });
  writeFileSync(mark, '');
}

/**
 * @param {string} file
 * @param {string} log
 * @param {string} root
 */
function keep(file, log, root) {
  try {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, log);
    return `details in ${relative(root, file)}`;
  } catch {
    return 'npm install says more';
  }
}

/**
 * @param {string} file
 * @returns {Record<string, { version?: string, integrity?: string, optional?: boolean }>}
 */
function packagesOf(file) {
  return JSON.parse(readFileSync(file, 'utf8')).packages;
}
