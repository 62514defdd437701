import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { type Effect, EFFECTS } from '#contract/effects.ts';
import { PERMISSIONS } from '#contract/permissions.ts';
import type { ApiScope } from '#contract/scopes.ts';
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

  test('has a scope for what reads or makes a draft, and for nothing else', async () => {
    const found = await discoverEndpoints();
    const scopes = new Map<Effect, ApiScope>([
      ['read', 'api:read'],
      ['create_draft', 'api:drafts'],
    ]);

    expect(found.length).toBeGreaterThanOrEqual(80);
    for (const { method, effect, scope, path, permission } of found) {
      expect(method === 'GET').toBe(effect === 'read');
      expect(scope).toBe(scopes.get(effect) ?? null);
      expect(path.includes('/:tenant') ? PERMISSIONS : [null]).toContain(permission);
    }
  });

  test('has something for every effect that an operation can have', async () => {
    const found = await discoverEndpoints();

    expect(new Set(found.map(({ effect }) => effect))).toEqual(new Set(EFFECTS));
  });
});
