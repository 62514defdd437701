import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { callPublic } from './testing/call-public.ts';
import { createDemoSimulator } from '../testing/demo-simulator.ts';
import { discoverFunctions } from './registry.ts';
import { callExample } from './testing/call-example.ts';

const simulator = await createDemoSimulator();
const paged = (await discoverFunctions()).filter(({ query }) => '$top' in query.shape);
const rowsSchema = z.array(z.looseObject({ CustomerID: z.string() }));

async function page(id: string, $top: number, $skip: number) {
  const response = await callExample(simulator, id, {
    path(own) {
      const url = new URL(own, 'http://simulator.example');
      url.searchParams.set('$top', String($top));
      url.searchParams.set('$skip', String($skip));
      return url.pathname + url.search;
    },
  });
  return rowsSchema.parse(await response.json());
}

describe('the functions that answer with customers', () => {
  test('are paged where they are of the category Customers', () => {
    expect(paged).toHaveLength(21);
  });

  test('give each row once, in the same order, whatever the size of a page', async () => {
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...paged), fc.integer({ min: 1, max: 700 }), async ({ id }, size) => {
        const start = (await page(id, 1, 0)).length;
        const whole = await page(id, size * 3, 0);
        const parts = await Promise.all([0, 1, 2].map((part) => page(id, size, part * size)));

        expect(parts.flat()).toEqual(whole);
        expect(start).toBe(Math.min(1, whole.length));
      }),
      { numRuns: 60 },
    );
  });

  test('give nothing beyond the last row', async () => {
    for (const { id } of paged) expect(await page(id, 10, 900_000_000)).toEqual([]);
  });

  test('has 10,000 rows unless told', async () => {
    const path = '/Customers/GetProcessedCampaignCustomers?CampaignID=40261';
    const [usual, all] = await Promise.all(
      ['', '&$top=100000'].map((more) => callPublic(simulator, path + more)),
    );

    expect(await usual?.json()).toHaveLength(10_000);
    expect(await all?.json()).toHaveLength(17_041);
  });
});
