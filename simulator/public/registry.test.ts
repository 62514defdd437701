import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { discoverEndpoints } from '../endpoints/registry.ts';
import { defineRead } from './define.ts';
import { publicApiPage } from './public-api-page.ts';
import { discoverFunctions, functionTable } from './registry.ts';
import type { NamedFunction } from './registry.ts';
import { createResolver } from './resolve.ts';

const functions = await discoverFunctions();

function one(id: string, path: `/${string}`, aliases: `/${string}`[] = []): NamedFunction {
  const facts = { summary: id, evidence: 'designed', query: {}, answer: z.null() } as const;
  return { ...defineRead({ ...facts, path, aliases, handle: () => null }), id };
}

describe('the table of public functions', () => {
  test('has every function that there is a file for, under ids that no endpoint has', async () => {
    const endpoints = await discoverEndpoints();
    const ids = [...functions, ...endpoints].map(({ id }) => id);

    expect(functions.length).toBeGreaterThanOrEqual(99);
    expect(new Set(ids).size).toBe(ids.length);
  });

  test('names each function as its path does', () => {
    for (const { id, path } of functions.filter(({ path: own }) => /^\/[A-Z]\w+\/\w+$/.test(own))) {
      const name = path.split('/').at(-1) ?? '';
      expect(id.replaceAll('-', '')).toContain(name.toLowerCase());
    }
  });

  test.each([
    ['an empty table', []],
    ['an id used twice', [one('a', '/X/A'), one('a', '/X/B')]],
    ['an address used twice in other cases', [one('a', '/X/A'), one('b', '/x/a')]],
    ['an alias that is an address', [one('a', '/X/A'), one('b', '/X/B', ['/x/A'])]],
  ])('refuses %s', (_, table) => {
    expect(() => functionTable(table)).toThrow(/No function|Two functions/);
  });

  test('is as docs/public-api.md says (node simulator/public/write-public-api-page.ts)', () => {
    const published = readFileSync(join(import.meta.dirname, '../../docs/public-api.md'), 'utf8');

    expect(published).toBe(publicApiPage(functions));
  });
});

describe('the resolver', () => {
  const resolver = createResolver(functions);
  const found = (path: string) => {
    const { functions: here, params } = resolver.find(path);
    return [here.map(({ id }) => id), params];
  };

  test('takes the category of a path with /current and without', () => {
    expect(found('/current/actions/getallactions')).toEqual([['get-all-actions'], {}]);
    expect(found('/Actions/GetAllActions')).toEqual([['get-all-actions'], {}]);
    expect(found('/current/v1/promotions')).toEqual([[], {}]);
    expect(found('/current/current/actions/getallactions')).toEqual([[], {}]);
  });

  test('prefers what is spelled out to a parameter, and keeps the case of a parameter', () => {
    expect(found('/v1/promotions/transaction')).toEqual([['optipromo-transaction'], {}]);
    expect(found('/CUSTOMERS/Ab%20c/attributes')).toEqual([
      ['get-customer-attributes'],
      { customerId: 'Ab c' },
    ]);
    expect(found('/customers/%E0%A4/attributes')).toEqual([
      ['get-customer-attributes'],
      { customerId: '%E0%A4' },
    ]);
    expect(found('/customers//attributes')).toEqual([[], {}]);
  });

  test('covers the public API and leaves everything else alone', () => {
    const paths = ['/actions/x', '/Current/x', '/v2/reportServer', '/api/v2/other', '/V1/promotions/1/x'];
    expect(paths.map((path) => resolver.covers(path))).toEqual(paths.map(() => true));
    const others = ['/', '/api/v1/me', '/console', '/oauth/token', '/openapi.json', '/assets/a.css'];
    expect(others.map((path) => resolver.covers(path))).toEqual(others.map(() => false));
  });
});
