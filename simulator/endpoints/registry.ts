import { glob } from 'node:fs/promises';
import { basename } from 'node:path';
import { actEndpoints } from './acts/act-endpoints.ts';
import type { Endpoint } from './define.ts';

/** An endpoint with its id, which is the name of its file. */
export type NamedEndpoint = Endpoint & { readonly id: string };

const SUFFIX = '.endpoint.ts';

/** Finds every `*.endpoint.ts`, and adds one for each act on an entity, in the order in which they must match: what is spelled out in a path comes before a parameter. */
export async function discoverEndpoints(): Promise<NamedEndpoint[]> {
  const found: NamedEndpoint[] = [];
  for await (const file of glob(`**/*${SUFFIX}`, { cwd: import.meta.dirname })) {
    const module: { default: Endpoint } = await import(new URL(file, import.meta.url).href);
    found.push({ ...module.default, id: basename(file, SUFFIX) });
  }
  return routeTable([...found, ...actEndpoints()]);
}

/** Puts endpoints in the order of matching; throws on an empty table, on an id used twice and on an address used twice. */
export function routeTable(endpoints: readonly NamedEndpoint[]): NamedEndpoint[] {
  if (endpoints.length === 0)
    throw new Error('No endpoint was found: the scan for *.endpoint.ts came back empty.');
  refuseTwice(endpoints, 'id', ({ id }) => id);
  refuseTwice(endpoints, 'address', ({ method, path }) => `${method} ${path.replaceAll(/:[^/]+/g, ':')}`);
  return endpoints.toSorted((a, b) => (matchOrder(a.path) < matchOrder(b.path) ? -1 : 1));
}

function refuseTwice(
  endpoints: readonly NamedEndpoint[],
  what: string,
  of: (endpoint: NamedEndpoint) => string,
): void {
  for (const [value, same] of Map.groupBy(endpoints, of)) {
    if (same.length > 1) {
      const files = same.map(({ id }) => id + SUFFIX).join(' and ');
      throw new Error(`Two endpoints have the ${what} ${value}: ${files}. Give one of them another.`);
    }
  }
}

/** `:` sorts after letters here, so that `lookup` is tried before `:id`. */
function matchOrder(path: string): string {
  return path.replaceAll(':', '~');
}
