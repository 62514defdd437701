import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(import.meta.dirname, '..');
const LIST = { file: 'conformance/ledger/requirements.ts', line: 1 };

/** The file and line that write a requirement down, from the root of this repository. */
export function requirementPlace(id: string): { file: string; line: number } {
  return places.get(id) ?? LIST;
}

const places = new Map(
  globSync('requirements/**/*.ts', { cwd: ROOT })
    .toSorted()
    .flatMap((file) =>
      readFileSync(join(ROOT, file), 'utf8')
        .split('\n')
        .flatMap((text, index) => {
          const id = /^\s*id: '([^']+)',$/u.exec(text)?.[1];
          const place = { file: `conformance/${file.replaceAll('\\', '/')}`, line: index + 1 };
          return id === undefined ? [] : [[id, place] as const];
        }),
    ),
);
