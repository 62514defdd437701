import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, dirname, join } from 'node:path';
import { chromium } from '@playwright/test';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const APPLICATIONS = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];
const VERSION_TIMEOUT_MS = 10_000;
const INSTALL_TIMEOUT_MS = 300_000;

/** Keeps Chromium from talking to anybody but the pages under test; as root it runs only without its sandbox. */
export const CHROMIUM_FLAGS = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
];

/** A Chromium that starts: the one of CHROMIUM_PATH, else the system's, else Playwright's own. */
export function findChromium(): string | undefined {
  const chosen = process.env['CHROMIUM_PATH'];
  if (chosen !== undefined) {
    if (existsSync(chosen)) return chosen;
    throw new Error(`CHROMIUM_PATH=${chosen} does not exist. Point it to Chrome or Chromium, or unset it.`);
  }
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  const installed = folders.flatMap((folder) => NAMES.map((name) => join(folder, name)));
  return [...installed, ...APPLICATIONS, chromium.executablePath()].find(starts);
}

/** Finds a Chromium or installs one: Playwright's, else Debian's package. Throws one line when neither works. */
export function ensureChromium(): string {
  const found = findChromium() ?? installPlaywrights() ?? installDebians();
  if (found !== undefined) return found;
  throw new Error(
    'No Chromium found, and none could be installed. Install Chrome or Chromium, or set CHROMIUM_PATH to it.',
  );
}

function installPlaywrights(): string | undefined {
  console.error('No Chromium found: installing the one of Playwright …');
  const cli = join(
    dirname(createRequire(import.meta.url).resolve('@playwright/test/package.json')),
    'cli.js',
  );
  return succeeds(process.execPath, [cli, 'install', 'chromium']) ? findChromium() : undefined;
}

function installDebians(): string | undefined {
  const prefix = process.getuid?.() === 0 ? [] : ['sudo', '-n'];
  const apt = (...args: string[]) => {
    const [command = 'apt-get', ...rest] = [...prefix, 'apt-get', ...args];
    return succeeds(command, rest);
  };
  if (!apt('--version')) return undefined;
  console.error('That failed: installing the package chromium of Debian …');
  const installed = apt('update') && apt('install', '-y', '--no-install-recommends', 'chromium');
  return installed ? findChromium() : undefined;
}

function starts(path: string): boolean {
  return succeeds(path, ['--version'], VERSION_TIMEOUT_MS);
}

function succeeds(command: string, args: string[], timeout = INSTALL_TIMEOUT_MS): boolean {
  return spawnSync(command, args, { stdio: 'ignore', timeout }).status === 0;
}
