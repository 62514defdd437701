import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { loadTools } from '../registry.ts';
import { call, callThrough, textOf } from '../testing/call.ts';
import { tenants } from '../testing/entities.ts';
import { createFakeApi } from '../testing/fake-api.ts';

const lists = (await loadTools(import.meta.dirname)).filter(({ name }) => name.startsWith('optimove_list_'));
const collectionOf = (name: string) => name.replace('optimove_list_', '').replaceAll('_', '-');
const texts = fc.string({ unit: 'grapheme-ascii', minLength: 1 });

describe.each(lists.map((tool) => ({ name: tool.name, tool })))('$name', ({ name, tool }) => {
  test('for any page size, the pages together are the whole list in its order', async () => {
    await fc.assert(
      fc.asyncProperty(tenants(texts, 7), fc.integer({ min: 1, max: 9 }), async (tenant, limit) => {
        const pages = await callThrough(tool, { limit }, createFakeApi(tenant));

        expect(pages.flatMap(({ items }) => items.map(({ id }) => id))).toEqual([
          '1',
          '2',
          '3',
          '4',
          '5',
          '6',
          '7',
        ]);
        expect(
          pages.every(({ items, page }) => page.returned === items.length && items.length <= limit),
        ).toBe(true);
        expect(pages.map(({ page }) => page.has_more)).toEqual([...pages.slice(1).map(() => true), false]);
      }),
      { numRuns: 10 },
    );
  }, 30_000);

  test('asks for 25 items of the tenant, the newest first, in one read', async () => {
    const api = createFakeApi({});

    await call(tool, {}, api);

    expect(api.reads).toEqual([
      {
        path: `/tenants/:tenant/${collectionOf(name)}`,
        params: { tenant: 'lumenplay' },
        query: { limit: 25, ...(name !== 'optimove_list_channels' && { sort: 'created_desc' }) },
      },
    ]);
  });

  test('refuses a cursor that it did not issue, before any read', async () => {
    const api = createFakeApi({});

    const result = await call(tool, { cursor: 'AAAA' }, api);

    expect(result.isError).toBe(true);
    expect(textOf(result)).toMatch(/^The cursor was refused: this server did not issue it/);
    expect(api.reads).toEqual([]);
  });
});
