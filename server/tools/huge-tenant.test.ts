import * as fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { generatedTenant, START } from '../testing/generated-tenant.ts';
import { type GeneratedWorld, openGeneratedWorld } from '../testing/generated-world.ts';
import { assertWithinCap, readWhole } from '../testing/read-whole.ts';

const COUNT = 100_000;
const tenant = generatedTenant({
  count: COUNT,
  seed: 1,
  text: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 }),
});

describe('a tenant of 100,000 of each entity', () => {
  let world: GeneratedWorld;
  beforeAll(async () => {
    world = await openGeneratedWorld(tenant);
  });

  test('lists by name exactly what a filter leaves', async () => {
    const created_after = START;
    const expected = tenant.collections.campaigns.filter((one) => one.created_at >= created_after);

    const { items, total } = await readWhole(world.callTool, 'optimove_list_campaigns', {
      created_after,
      sort: 'name_asc',
      limit: 100,
    });

    expect(expected.length).toBeGreaterThan(1000);
    expect(total).toBe(expected.length);
    expect(items.map(({ id }) => Number(id)).toSorted((a, b) => a - b)).toEqual(
      expected.map(({ id }) => Number(id)),
    );
  }, 60_000);

  test('begins every list within the cap, and says how long it is', async () => {
    const lists = world.tools.filter(({ name }) => /_list_|search_schema/.test(name));

    for (const { name } of lists) {
      const result = await world.callTool(name, { limit: 100 });

      assertWithinCap(result);
      expect(result.structuredContent).toMatchObject({ page: { total: expect.any(Number) } });
    }
    expect(lists.length).toBeGreaterThan(10);
  }, 60_000);
});
