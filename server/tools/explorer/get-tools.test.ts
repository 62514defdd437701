import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Collection } from '#contract/queries.ts';
import { entities } from '../testing/entities.ts';
import { loadTools } from '../registry.ts';
import { call, textOf } from '../testing/call.ts';
import { createFakeApi, type FakeTenant } from '../testing/fake-api.ts';

const COLLECTIONS = {
  optimove_get_campaign: 'campaigns',
  optimove_get_promotion: 'promotions',
  optimove_get_trigger: 'triggers',
  optimove_get_journey: 'journeys',
  optimove_get_stream: 'streams',
  optimove_get_segment: 'segments',
  optimove_get_target_group: 'target-groups',
} as const;
const tools = new Map((await loadTools()).map((tool) => [tool.name, tool]));
const gets = Object.entries(COLLECTIONS).flatMap(([name, collection]) => {
  const tool = [...tools.values()].find((one) => one.name === name);
  return tool === undefined ? [] : [{ name, collection, tool }];
});

/** Three entities of a kind; their names are `Name 1`, `Name 2` and `Name 3`. */
function three(collection: Collection, names = ['Name 1', 'Name 2', 'Name 3']): FakeTenant {
  const [items] = fc.sample(entities(collection, fc.constant('text'), 3), { numRuns: 1, seed: 1 });
  return { [collection]: (items ?? []).map((item, at) => Object.assign({}, item, { name: names[at] })) };
}

describe.each(gets)('$name', ({ collection, tool }) => {
  const path = `/tenants/:tenant/${collection}`;

  test('reads by id in one read', async () => {
    const api = createFakeApi(three(collection));

    const { structuredContent } = await call(tool, { id: '2' }, api);

    expect(structuredContent).toMatchObject({ item: { id: '2', name: 'Name 2' }, tenant_id: 'lumenplay' });
    expect(api.reads).toEqual([{ path: `${path}/:id`, params: { tenant: 'lumenplay', id: '2' }, query: {} }]);
  });

  test('reads by exact name, also one of digits', async () => {
    const api = createFakeApi(three(collection, ['2024', 'Name 2', 'Name 3']));

    const byName = await call(tool, { id: ' Name 2 ' }, api);
    const byDigits = await call(tool, { id: '2024' }, api);

    expect(byName.structuredContent).toMatchObject({ item: { id: '2' } });
    expect(byDigits.structuredContent).toMatchObject({ item: { id: '1' } });
  });

  test('reads by a name as it was shown, without what is invisible in it', async () => {
    const api = createFakeApi(three(collection, ['VIP\u202E Active\u200B', 'Name 2', 'Name 3']));

    const { structuredContent } = await call(tool, { id: 'VIP Active' }, api);

    expect(structuredContent).toMatchObject({ item: { id: '1', name: 'VIP Active' } });
  });

  test('names the nearest and the list tool when there is nothing of that name', async () => {
    const result = await call(tool, { id: 'Nam 1' }, createFakeApi(three(collection)));

    expect(result.isError).toBe(true);
    expect(result.structuredContent).toBeUndefined();
    expect(textOf(result)).toContain('"Name 1" (id 1)');
    expect(textOf(result)).toContain(`optimove_list_${collection.replaceAll('-', '_')}`);
  });

  test('asks which one when several have the name', async () => {
    const result = await call(
      tool,
      { id: 'Twin' },
      createFakeApi(three(collection, ['Twin', 'Twin', 'Other'])),
    );

    expect(textOf(result)).toContain('"Twin" (id 1), "Twin" (id 2)');
  });

  test('for any id, the route is one of two, and only digits become part of it', async () => {
    const hostile = fc.oneof(
      fc.string({ unit: 'binary', minLength: 1, maxLength: 300 }),
      fc.constantFrom(
        '..',
        '../me',
        '%2e%2e%2fme',
        '/',
        '?brand=x',
        '1/../2',
        '1?x',
        '\u0000',
        '01',
        '9'.repeat(300),
        ':tenant',
      ),
    );
    const tenant = three(collection);
    await fc.assert(
      fc.asyncProperty(
        hostile.filter((id) => id.trim() !== ''),
        async (id) => {
          const api = createFakeApi(tenant);

          const result = await call(tool, { id }, api);

          expect(result.isError ?? false).toBe(
            !['1', '2', '3', 'Name 1', 'Name 2', 'Name 3'].includes(id.trim()),
          );
          for (const read of api.reads) {
            expect([`${path}/:id`, `${path}/lookup`]).toContain(read.path);
            expect(read.params['id'] ?? '1').toMatch(/^\d{1,16}$/);
          }
        },
      ),
      { numRuns: 50 },
    );
  }, 30_000);

  test.each(['', ' \n ', 'x'.repeat(301)])('does not accept %j as an id', (id) => {
    expect(tool.input.safeParse({ id }).success).toBe(false);
  });
});

describe('detail', () => {
  const adds = {
    optimove_get_campaign: ['exclusions', 'notes', 'occurrences'],
    optimove_get_trigger: ['description'],
    optimove_get_journey: [],
    optimove_get_stream: [],
  };
  test.each(Object.entries(adds))(
    'of %s: the summary is a part of the whole, and the default',
    async (name, fields) => {
      const entry = gets.find((one) => one.name === name);
      if (entry === undefined) throw new Error(name);
      const api = createFakeApi(three(entry.collection));

      const results = await Promise.all(
        [{}, { detail: 'summary' }, { detail: 'full' }].map((detail) =>
          call(entry.tool, { id: '1', ...detail }, api),
        ),
      );

      const [first, summary, full] = results.map(({ structuredContent }) =>
        Object.assign({}, structuredContent?.['item']),
      );
      expect(first).toEqual(summary);
      expect(full).toMatchObject(summary ?? {});
      expect(
        Object.keys(full ?? {})
          .filter((field) => !Object.hasOwn(summary ?? {}, field))
          .toSorted(),
      ).toEqual(fields);
      expect(JSON.stringify(full).length).toBeGreaterThan(JSON.stringify(summary).length);
    },
  );
});
