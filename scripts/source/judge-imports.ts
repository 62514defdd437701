import { isBuiltin } from 'node:module';
import { posix } from 'node:path';
import { LAYERS, TESTS } from '../../layers.ts';
import { DISCOVERY, SINGLE_USE, SUPPRESSIONS } from './exceptions.ts';
import { parseSource } from './imports.ts';

/** Holds one file against `layers.ts`; answers one line for each violation. */
export function judgeImports(file: string, text: string): string[] {
  const { imports, suppressions } = parseSource(file, text);
  const hidden = suppressions.map(({ comment, line }) => `${file}:${line}: switches a check off: ${comment}`);
  const problems = imports.flatMap(({ request, line }) => {
    const problem = problemOf(file, request);
    return problem === undefined ? [] : [`${file}:${line}: ${problem}`];
  });
  return [
    ...(layerOf(file) === '' && !TESTS.test(file)
      ? [`${file}: belongs to no layer; add its folder to layers.ts`]
      : []),
    ...(TESTS.test(file) ? [] : problems),
    ...(file in SUPPRESSIONS ? [] : hidden),
  ];
}

function problemOf(file: string, request: string | null): string | undefined {
  if (request === null) return DISCOVERY.includes(file) ? undefined : 'imports a computed path';
  const only = SINGLE_USE[request];
  if (only !== undefined && only !== file) return `only ${only} may import ${request}`;

  const name = layerOf(file);
  const { ours = [], packages = [] } = LAYERS[name] ?? {};
  const target = ourFile(file, request);
  if (target === undefined) {
    const wanted = packageOf(request);
    const allowed = packages.includes(wanted) || (wanted.startsWith('node:') && packages.includes('node:*'));
    return allowed ? undefined : `${name} may not import the package ${wanted}`;
  }
  if (target.startsWith('..')) return `imports ${request}, which is outside the repository`;
  if (TESTS.test(target)) return `imports ${request}, which is for tests only`;
  return target === '.' || isWithin(target, [name, ...ours]) ? undefined : `${name} may not import ${target}`;
}

/** The path below the root that a request names, if it names a file or folder of ours. */
function ourFile(file: string, request: string): string | undefined {
  if (request.startsWith('#')) return request.slice(1);
  if (request.startsWith('.')) return posix.join(posix.dirname(file), request).replace(/\/$/u, '');
  return undefined;
}

function packageOf(request: string): string {
  if (isBuiltin(request)) return `node:${request.replace('node:', '').split('/', 1).join()}`;
  return request.split('/', request.startsWith('@') ? 2 : 1).join('/');
}

/** The longest key that the file begins with, or nothing. */
function layerOf(file: string): string {
  const keys = Object.keys(LAYERS).filter((key) => isWithin(file, [key]));
  return keys.toSorted((a, b) => b.length - a.length)[0] ?? '';
}

function isWithin(file: string, places: readonly string[]): boolean {
  return places.some((place) => file === place || file.startsWith(`${place}/`));
}
