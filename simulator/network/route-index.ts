import { HttpHandler } from 'msw/http';

/** Picks the handlers that may match a request, in the order in which they are registered. */
export type PickHandlers<Handler> = (request: Request, all: readonly Handler[]) => readonly Handler[];

interface Route<Handler> {
  handler: Handler;
  rank: number;
}

interface Index<Handler> {
  /** By method and number of segments: which segments are spelled out, and the routes by those. */
  shapes: Map<string, { literal: readonly boolean[]; routes: Map<string, Route<Handler>[]> }[]>;
  /** Patterns that no index can hold: wildcards, modifiers, regular expressions, predicates. */
  always: Route<Handler>[];
}

/**
 * Narrows the handlers down to the few whose method, length and spelled-out segments fit, since MSW tries one after the other.
 * It only ever narrows: MSW itself decides which of them matches.
 */
export function createRouteIndex<Handler>(): PickHandlers<Handler> {
  const indexes = new WeakMap<readonly Handler[], Index<Handler>>();

  return (request, all) => {
    const index = indexes.get(all) ?? buildIndex(all);
    indexes.set(all, index);

    const segments = segmentsOf(new URL(request.url).pathname);
    const shapes = index.shapes.get(`${request.method} ${segments.length}`) ?? [];
    const fitting = shapes.flatMap(({ literal, routes }) => routes.get(spelled(segments, literal)) ?? []);
    return [...fitting, ...index.always].toSorted((a, b) => a.rank - b.rank).map(({ handler }) => handler);
  };
}

function buildIndex<Handler>(all: readonly Handler[]): Index<Handler> {
  const index: Index<Handler> = { shapes: new Map(), always: [] };
  for (const [rank, handler] of all.entries()) {
    const plain = plainRoute(handler);
    if (plain === null) {
      index.always.push({ handler, rank });
      continue;
    }
    const { method, segments } = plain;
    const literal = segments.map((segment) => !segment.startsWith(':'));
    const key = `${method} ${segments.length}`;
    const shapes = index.shapes.get(key) ?? [];
    index.shapes.set(key, shapes);
    let shape = shapes.find((known) =>
      known.literal.every((isLiteral, place) => isLiteral === literal[place]),
    );
    if (shape === undefined) {
      shape = { literal, routes: new Map() };
      shapes.push(shape);
    }
    const spelledOut = spelled(segments, literal);
    shape.routes.set(spelledOut, [...(shape.routes.get(spelledOut) ?? []), { handler, rank }]);
  }
  return index;
}

/** Method and segments of a handler whose path is only names and whole-segment parameters. */
function plainRoute(handler: unknown): { method: string; segments: readonly string[] } | null {
  if (!(handler instanceof HttpHandler)) return null;
  const { method, path } = handler.info;
  if (typeof method !== 'string' || typeof path !== 'string') return null;
  const pathname = path.replace(/^[a-z]+:\/\/[^/]+/i, '');
  return /^(?:\/(?::\w+|[\w.-]+))+$/.test(pathname) ? { method, segments: segmentsOf(pathname) } : null;
}

function segmentsOf(pathname: string): readonly string[] {
  return pathname.split('/').filter((segment) => segment !== '');
}

function spelled(segments: readonly string[], literal: readonly boolean[]): string {
  return segments.filter((_segment, place) => literal[place]).join('/');
}
