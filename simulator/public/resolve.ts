import type { NamedFunction } from './registry.ts';

/** What a path leads to: the functions there, one for each method, and the values of the parameters in it. */
export interface Found {
  functions: readonly NamedFunction[];
  params: Readonly<Record<string, string>>;
}

/** Finds functions by path, whatever its case. */
export interface Resolver {
  /** Whether a path belongs to the public API, even if no function has it. */
  covers(pathname: string): boolean;
  find(pathname: string): Found;
}

interface Pattern {
  segments: readonly string[];
  functions: NamedFunction[];
}

/** The older half of the API, whose paths are a category and a function, and may have `/current` before them. */
const CATEGORY = /^\/[A-Z]/;

export function createResolver(functions: readonly NamedFunction[]): Resolver {
  const addresses = functions.flatMap((one) =>
    [one.path, ...(one.aliases ?? [])].map((path) => ({
      one,
      path: path.toLowerCase(),
      isRpc: CATEGORY.test(path),
    })),
  );
  const plain = new Map<string, NamedFunction[]>();
  const patterns = new Map<string, Pattern>();
  const prefixes = new Set<string>(['current']);
  const categories = new Set<string>();

  for (const { one, path, isRpc } of addresses) {
    const segments = segmentsOf(path);
    prefixes.add(prefixOf(segments));
    if (isRpc) categories.add(segments[0] ?? '');
    if (!path.includes(':')) plain.set(path, [...(plain.get(path) ?? []), one]);
    else {
      const pattern = patterns.get(path) ?? { segments: segmentsOf(one.path), functions: [] };
      pattern.functions.push(one);
      patterns.set(path, pattern);
    }
  }
  const known = (pathname: string): readonly string[] => {
    const segments = segmentsOf(pathname);
    const isCurrent =
      segments[0]?.toLowerCase() === 'current' && categories.has(segments[1]?.toLowerCase() ?? '');
    return isCurrent ? segments.slice(1) : segments;
  };

  return {
    covers: (pathname) => prefixes.has(prefixOf(segmentsOf(pathname.toLowerCase()))),
    find(pathname) {
      const segments = known(pathname);
      const spelledOut = plain.get(`/${segments.join('/').toLowerCase()}`);
      if (spelledOut !== undefined) return { functions: spelledOut, params: {} };
      for (const pattern of patterns.values()) {
        const params = paramsOf(pattern.segments, segments);
        if (params !== null) return { functions: pattern.functions, params };
      }
      return { functions: [], params: {} };
    },
  };
}

function segmentsOf(path: string): readonly string[] {
  return path.split('/').slice(1);
}

/** `api` alone is where the platform API lives. */
function prefixOf(segments: readonly string[]): string {
  return segments.slice(0, segments[0] === 'api' ? 2 : 1).join('/');
}

function paramsOf(pattern: readonly string[], segments: readonly string[]): Record<string, string> | null {
  if (pattern.length !== segments.length) return null;
  const params: Record<string, string> = {};
  for (const [at, part] of pattern.entries()) {
    const given = segments[at] ?? '';
    if (part.startsWith(':') && given !== '') params[part.slice(1)] = decoded(given);
    else if (part.toLowerCase() !== given.toLowerCase()) return null;
  }
  return params;
}

/** A part of a path as it was meant; what is not an encoding is taken as it stands. */
function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
