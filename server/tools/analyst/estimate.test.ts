import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { call, textOf } from '../testing/call.ts';
import { openDemo } from '../testing/demo-tenant.ts';
import tool from './get-audience-size.tool.ts';

const { world, apiOf } = await openDemo();
const ask = (args: object, user = 'marketer@lumenplay.example') => call(tool, args, apiOf(user));
const estimateSchema = z.object({
  estimate: z.object({
    customers: z.int(),
    of: z.int(),
    by_channel: z.array(z.object({ channel: z.string(), customers: z.int() })).optional(),
  }),
  interpretation: z.string(),
});

describe('optimove_get_audience_size of criteria', () => {
  test('gives counts, and how it understood them', async () => {
    const { structuredContent } = await ask({ criteria: 'Country is DE', by_channel: true });

    const { estimate, interpretation } = estimateSchema.parse(structuredContent);
    expect(interpretation).toMatch(/Country.+DE/);
    expect(estimate.customers).toBeGreaterThan(0);
    expect(estimate.customers).toBeLessThan(estimate.of);
    for (const { customers } of estimate.by_channel ?? [])
      expect(customers).toBeLessThanOrEqual(estimate.customers);
    expect(structuredContent).not.toHaveProperty('items');
  });

  test('leaves nothing behind', async () => {
    const groupsOf = () => world.tenant('lumenplay')?.collections['target-groups'];
    const before = groupsOf();
    world.journal.clear();

    await ask({ criteria: 'Country is DE' });

    const { entries } = world.journal.read({ limit: 1000 });
    expect(new Set(entries.map(({ effect }) => effect))).toEqual(new Set(['read']));
    expect(groupsOf()).toEqual(before);
  });

  test('says what is not understood, and asks for no count', async () => {
    world.journal.clear();

    const result = await ask({ criteria: 'customers who glimmer' });

    expect(textOf(result)).toContain('"glimmer": ');
    expect(world.journal.read({ limit: 1000 }).entries.map(({ endpoint }) => endpoint)).not.toContain(
      'estimate-audience',
    );
  });

  test.each([{ segment_ids: ['4001'] }, { target_group_ids: ['3001'] }, { trend: 'day' }])(
    'goes with nothing that asks for saved audiences: %j',
    async (more) => {
      expect(textOf(await ask({ criteria: 'Country is DE', ...more }))).toContain(
        'criteria goes with by_channel only',
      );
    },
  );

  test('is refused to a role without analytics', async () => {
    expect(textOf(await ask({ criteria: 'Country is DE' }, 'viewer@lumenplay.example'))).toContain(
      'analytics.read',
    );
  });
});

describe('optimove_get_audience_size of saved audiences', () => {
  test('gives channels and a trend that ends with the count', async () => {
    const { structuredContent } = await ask({ segment_ids: ['4001'], by_channel: true, trend: 'week' });

    const itemSchema = z.object({
      customers: z.int(),
      by_channel: z.array(z.object({ customers: z.int() })),
      trend: z.array(z.object({ date: z.string(), customers: z.int() })),
    });
    const [item] = z.object({ items: z.array(itemSchema) }).parse(structuredContent).items;
    expect(item?.trend).toHaveLength(12);
    expect(item?.trend.at(-1)?.customers).toBe(item?.customers);
    expect(item?.by_channel.every(({ customers }) => customers <= item.customers)).toBe(true);
  });

  test('asks for an audience or a description', async () => {
    expect(textOf(await ask({}))).toContain('or criteria describe one');
  });
});
