import * as fc from 'fast-check';
import { getResponse } from 'msw';
import { http } from 'msw/http';
import { describe, expect, test } from 'vitest';
import { createRouteIndex } from './route-index.ts';

const ORIGIN = 'http://sim.test';
const segment = fc.constantFrom('a', 'b', 'lookup', ':id', ':x');
const path = fc.array(segment, { minLength: 1, maxLength: 4 }).map((segments) => {
  // MSW wants each parameter name once.
  const named = segments.map((one, place) => (one.startsWith(':') ? `:p${place}` : one));
  return `/${named.join('/')}`;
});
const pattern = fc.oneof(
  { weight: 8, arbitrary: path.map((one) => ORIGIN + one) },
  { weight: 1, arbitrary: path.map((one) => `*${one}`) },
  { weight: 1, arbitrary: path.map((one) => `${ORIGIN}${one}/*`) },
);
const methods = ['get', 'post', 'all'] as const;
const requestPath = fc.oneof(
  fc
    .array(fc.constantFrom('a', 'b', 'lookup', '1', 'x%2Fy'), { maxLength: 5 })
    .map((parts) => `/${parts.join('/')}`),
  fc.constantFrom('/', '//', '/a/', '/a//b', '/%'),
);

describe('the route index', () => {
  test('for any handlers and request, finds the handler that MSW finds by trying them all', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.constantFrom(...methods), pattern), { minLength: 1, maxLength: 12 }),
        fc.constantFrom('GET', 'POST', 'DELETE'),
        requestPath,
        async (routes, method, wanted) => {
          const handlers = routes.map(([verb, one], place) =>
            http[verb](one, () => new Response(String(place))),
          );
          const request = new Request(ORIGIN + wanted, { method });
          const pick = createRouteIndex<(typeof handlers)[number]>();
          const picked = pick(request, handlers);
          const answerOf = async (tried: readonly (typeof handlers)[number][]) =>
            (await getResponse([...tried], request, { quiet: true }))?.text();

          expect(await answerOf(picked)).toBe(await answerOf(handlers));
        },
      ),
      { numRuns: 300 },
    );
  });

  test('tries one handler where a thousand others lie beside it', () => {
    const handlers = Array.from({ length: 1_000 }, (_, place) =>
      http.get(`${ORIGIN}/api/kind${place}/:id`, () => new Response()),
    );
    const pick = createRouteIndex<(typeof handlers)[number]>();

    expect(pick(new Request(`${ORIGIN}/api/kind500/7`), handlers)).toEqual([handlers[500]]);
  });
});
