import { globSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = fileURLToPath(new URL('../..', import.meta.url));

const NOT_OURS = ['**/node_modules/**', '**/.cache/**', '.tls/**', '.git/**', 'reports/**'];

/** Files of the working tree below the root, sorted. */
export function filesOf(...patterns: string[]): string[] {
  return globSync(patterns, { cwd: ROOT, exclude: NOT_OURS, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(ROOT, join(entry.parentPath, entry.name)))
    .toSorted();
}

export function readText(file: string): string {
  return readFileSync(join(ROOT, file), 'utf8');
}
