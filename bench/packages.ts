import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { npm } from '../scripts/npm.mjs';

const FOLDER = join(import.meta.dirname, 'peers');
const manifestSchema = z.object({ dependencies: z.record(z.string(), z.string()) });
const packageSchema = z.object({
  version: z.string(),
  bin: z.union([z.string(), z.record(z.string(), z.string())]),
});

const packageFolder = (name: string): string => join(FOLDER, 'node_modules', name);
const packageOf = (name: string): z.output<typeof packageSchema> =>
  packageSchema.parse(JSON.parse(readFileSync(join(packageFolder(name), 'package.json'), 'utf8')));

/** Each package of the benchmarks with its version. */
function wanted(): [string, string][] {
  const { dependencies } = manifestSchema.parse(
    JSON.parse(readFileSync(join(FOLDER, 'package.json'), 'utf8')),
  );
  return Object.entries(dependencies);
}

/** Installs what is missing, as the lock file of this folder has it: nobody but who measures pays for the peers. */
export async function installPeers(): Promise<void> {
  if (wanted().every(([name, version]) => isThere(name, version))) return;
  const { code, reason } = await npm(FOLDER, ['ci', '--ignore-scripts', '--loglevel=error']);
  if (code !== 0)
    throw new Error(`The peers could not be installed (${reason}). Check the network, then run again.`);
}

function isThere(name: string, version: string): boolean {
  return existsSync(packageFolder(name)) && packageOf(name).version === version;
}

const PACKAGE_OF: Readonly<Record<string, string>> = {
  'mockoon-cli': '@mockoon/cli',
  prism: '@stoplight/prism-cli',
};

/** The file that a command of a package runs. */
export function program(command: string): string {
  const name = PACKAGE_OF[command] ?? command;
  const { bin } = packageOf(name);
  return join(packageFolder(name), typeof bin === 'string' ? bin : (bin[command] ?? ''));
}

export function versions(): Record<string, string> {
  return Object.fromEntries(wanted());
}
