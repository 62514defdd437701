import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

export const ROOT = fileURLToPath(new URL('../..', import.meta.url));

const NOT_OURS = ['**/node_modules/**', '**/.cache/**', '.git/**', 'reports/**'];

/** Files of the working tree below the root, sorted, with `/` as separator. */
export function filesOf(...patterns: string[]): string[] {
  return globSync(patterns, { cwd: ROOT, exclude: NOT_OURS })
    .map((file) => file.replaceAll('\\', '/'))
    .toSorted();
}

export function readText(file: string): string {
  return readFileSync(new URL(file, new URL('../../', import.meta.url)), 'utf8');
}
