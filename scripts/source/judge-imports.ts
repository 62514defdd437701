import { posix } from 'node:path';
import { isBuiltin } from 'node:module';
import { DISCOVERY, LAYERS, SINGLE_USE, SUPPRESSIONS, TESTS, type Layer } from '../../layers.ts';
import { parseSource } from './imports.ts';

/** Holds one file against `layers.ts`; answers one line for each violation. */
export function judgeImports(file: string, text: string): string[] {
  const name = layerOf(file);
  const layer = LAYERS[name];
  const isTest = TESTS.test(file);
  if (layer === undefined && !isTest) return [`${file}: belongs to no layer; add its folder to layers.ts`];

  const { imports, suppressions } = parseSource(file, text);
  const problems = imports.flatMap(({ request, line }) => {
    const problem = problemOf(file, request, isTest ? undefined : layer);
    return problem === undefined ? [] : [`${file}:${line}: ${problem}`];
  });
  const hidden = file in SUPPRESSIONS ? [] : suppressions;
  return [
    ...problems,
    ...hidden.map(({ text: comment, line }) => `${file}:${line}: switches a check off: ${comment}`),
  ];
}

function problemOf(file: string, request: string | null, layer: Layer | undefined): string | undefined {
  if (request === null) {
    return layer === undefined || DISCOVERY.includes(file) ? undefined : 'imports a computed path';
  }
  const only = SINGLE_USE[request];
  if (only !== undefined && only !== file) return `only ${only} may import ${request}`;

  const target = ourFile(file, request);
  if (target !== undefined) {
    if (target.startsWith('..')) return `imports ${request}, which is outside the repository`;
    const allowed = layer === undefined || target === '.' || isWithin(target, [layerOf(file), ...layer.ours]);
    return allowed ? undefined : `${layerOf(file)} may not import ${target}`;
  }
  const wanted = packageOf(request);
  const packages = layer?.packages;
  const allowed =
    packages === undefined ||
    packages.includes(wanted) ||
    (wanted.startsWith('node:') && packages.includes('node:*'));
  return allowed ? undefined : `${layerOf(file)} may not import the package ${wanted}`;
}

/** The path below the root that a request names, if it names a file of ours. */
function ourFile(file: string, request: string): string | undefined {
  if (request.startsWith('#')) return request.slice(1);
  if (request.startsWith('.')) return posix.join(posix.dirname(file), request).replace(/\/$/u, '');
  return undefined;
}

function packageOf(request: string): string {
  if (isBuiltin(request)) return request.startsWith('node:') ? request : `node:${request}`;
  return request.split('/', request.startsWith('@') ? 2 : 1).join('/');
}

function layerOf(file: string): string {
  const keys = Object.keys(LAYERS).filter((key) => isWithin(file, [key]));
  return keys.toSorted((a, b) => b.length - a.length)[0] ?? '';
}

function isWithin(file: string, places: readonly string[]): boolean {
  return places.some((place) => file === place || file.startsWith(`${place}/`));
}
