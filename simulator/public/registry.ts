import { glob } from 'node:fs/promises';
import { basename } from 'node:path';
import type { PublicFunction } from './define.ts';

/** A function with its id, which is the name of its file. */
export type NamedFunction = PublicFunction & { readonly id: string };

const SUFFIX = '.function.ts';

/** Finds every `*.function.ts`, ordered by path; throws on an id used twice and on an address used twice. */
export async function discoverFunctions(): Promise<NamedFunction[]> {
  const files = await Array.fromAsync(glob(`**/*${SUFFIX}`, { cwd: import.meta.dirname }));
  const found = files.map(async (file): Promise<NamedFunction> => {
    const module: { default: PublicFunction } = await import(new URL(file, import.meta.url).href);
    return { ...module.default, id: basename(file, SUFFIX) };
  });
  return functionTable(await Promise.all(found));
}

export function functionTable(functions: readonly NamedFunction[]): NamedFunction[] {
  if (functions.length === 0)
    throw new Error('No function was found: the scan for *.function.ts came back empty.');
  const names = functions.flatMap(({ id, method, path, aliases = [] }) => [
    [id, id] as const,
    ...[path, ...aliases].map(
      (one) => [`${method} ${one.toLowerCase().replaceAll(/:[^/]+/g, ':')}`, id] as const,
    ),
  ]);
  for (const [name, same] of Map.groupBy(names, ([key]) => key)) {
    if (same.length > 1) {
      const files = same.map(([, id]) => id + SUFFIX).join(' and ');
      throw new Error(`Two functions are called ${name}: ${files}. Give one of them another name.`);
    }
  }
  return functions.toSorted((a, b) => (placeOf(a) < placeOf(b) ? -1 : 1));
}

function placeOf({ path, method }: NamedFunction): string {
  return `${path.toLowerCase()} ${method}`;
}
