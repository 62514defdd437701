import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { PERMISSIONS } from '#contract/permissions.ts';
import { defineUserEndpoint } from './define.ts';
import { DESIGNED_READ } from './designed-read.ts';
import { discoverEndpoints, routeTable } from './registry.ts';
import type { NamedEndpoint } from './registry.ts';

function endpoint(id: string, path: `/api/v1/${string}`): NamedEndpoint {
  const answer = z.object({});
  const declared = { ...DESIGNED_READ, path, summary: id, query: z.strictObject({}), answer };
  return { ...defineUserEndpoint({ ...declared, handle: () => ({}) }), id };
}

describe('the route table', () => {
  test('puts what is spelled out before what is a parameter', () => {
    const table = routeTable([endpoint('a', '/api/v1/x/:id'), endpoint('b', '/api/v1/x/lookup')]);

    expect(table.map(({ id }) => id)).toEqual(['b', 'a']);
  });

  test.each([
    ['an empty table', []],
    ['an id used twice', [endpoint('a', '/api/v1/x'), endpoint('a', '/api/v1/y')]],
    ['an address used twice', [endpoint('a', '/api/v1/x/:id'), endpoint('b', '/api/v1/x/:name')]],
  ])('refuses %s', (_, endpoints) => {
    expect(() => routeTable(endpoints)).toThrow(/No endpoint|Two endpoints/);
  });

  test('reads, and creates drafts, each with a permission that exists', async () => {
    const found = await discoverEndpoints();

    expect(found.length).toBeGreaterThanOrEqual(28);
    for (const { method, effect, path, permission } of found) {
      expect([
        ['GET', 'read'],
        ['POST', 'create_draft'],
      ]).toContainEqual([method, effect]);
      expect(path.includes('/:tenant') ? PERMISSIONS : [null]).toContain(permission);
    }
  });
});
