import { globSync } from 'node:fs';
import { basename, join } from 'node:path';
import { pathToFileURL } from 'node:url';

interface Named {
  readonly name: string;
}

/**
 * The default exports of every file below a folder with this ending, sorted by name. The name of a file is that of what it holds:
 * `target-group.resource.ts` holds `target_group`. A file that breaks this stops the start.
 */
export async function discover<Found extends Named>(
  folder: string,
  ending: string,
  isFound: (value: unknown) => value is Found,
): Promise<readonly Found[]> {
  const files = globSync(`**/*${ending}`, { cwd: folder });
  if (files.length === 0) throw new Error(`No *${ending} was found below ${folder}.`);
  const found = await Promise.all(
    files.map(async (file) => {
      const module: unknown = await import(pathToFileURL(join(folder, file)).href);
      const value = typeof module === 'object' && module !== null && 'default' in module && module.default;
      const name = basename(file, ending).replaceAll('-', '_');
      if (!isFound(value) || value.name !== name)
        throw new Error(`${file} must hold ${name} as its default export.`);
      return value;
    }),
  );
  return Object.freeze(found.toSorted((a, b) => (a.name < b.name ? -1 : 1)));
}
