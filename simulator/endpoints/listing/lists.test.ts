import { isDeepStrictEqual } from 'node:util';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { COLLECTIONS } from '#contract/queries.ts';
import type { Collection } from '#contract/queries.ts';
import { pageSchema, pagesOf } from '../../testing/pages-of.ts';
import { createTinySimulator, getAs } from '../../testing/tiny-simulator.ts';
import { TINY_USERS } from '../../testing/tiny-world.ts';

const simulator = await createTinySimulator();

interface Row {
  id: string;
  name: string;
  brand: string;
  created_at: string;
  updated_at: string;
}

const plain = (name: string) =>
  name
    .toLowerCase()
    .normalize('NFD')
    .replaceAll(/[\u0300-\u036F]/g, '');
const byText = (a: string, b: string) => (a < b ? -1 : Number(a > b));
const newest = (key: 'created_at' | 'updated_at') => (a: Row, b: Row) =>
  byText(b[key], a[key]) || Number(b.id) - Number(a.id);

/** The orders as the contract words them, written without a look at the implementation. */
const ORDERS: Readonly<Record<string, (a: Row, b: Row) => number>> = {
  updated_desc: newest('updated_at'),
  created_desc: newest('created_at'),
  name_asc: (a, b) => byText(plain(a.name), plain(b.name)) || Number(a.id) - Number(b.id),
};

const DAY_2 = '2026-06-13T12:00:00.000Z';
const FILTERS: readonly { query: Record<string, string>; keeps: (row: Row) => boolean }[] = [
  { query: {}, keeps: () => true },
  { query: { brand: 'blue' }, keeps: ({ brand }) => brand === 'blue' },
  { query: { brand: 'nobody' }, keeps: () => false },
  { query: { query: 'EMILE' }, keeps: ({ name }) => /^[ée]mile$/iu.test(name) },
  { query: { created_after: DAY_2 }, keeps: ({ created_at }) => created_at >= DAY_2 },
  { query: { updated_before: DAY_2 }, keeps: ({ updated_at }) => updated_at <= DAY_2 },
];

async function validOn(day: string) {
  const response = await getAs(simulator, 'ann', `/tenants/one/promotions?valid_on=${day}`);
  return pageSchema.parse(await response.json()).items.map(({ id }) => id);
}

const has = (part: object) => (row: object) => isDeepStrictEqual({ ...row, ...part }, row);

describe('every entity list', () => {
  test('for any user, collection, filter, order and limit, the pages together are the visible rows', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom('ann', 'bob', 'eve', 'nil'),
        fc.constantFrom('one', 'two'),
        fc.constantFrom(...COLLECTIONS),
        fc.constantFrom(...FILTERS),
        fc.constantFrom('updated_desc', 'created_desc', 'name_asc'),
        fc.integer({ min: 1, max: 100 }),
        async (user, tenant, collection, { query, keeps }, sort, limit) => {
          fc.pre(user === 'eve' || tenant === 'one');
          const person = simulator.world.users.find(user);
          const rows: readonly Row[] = person ? simulator.world.visible(person, tenant, collection) : [];
          const expected = rows
            .filter(keeps)
            .toSorted(ORDERS[sort])
            .map(({ id }) => id);

          const pages = await pagesOf(
            simulator,
            user,
            `/tenants/${tenant}/${collection}`,
            { ...query, sort },
            limit,
          );

          expect(pages.flatMap(({ items }) => items.map(({ id }) => id))).toEqual(expected);
          expect(pages).toHaveLength(Math.max(1, Math.ceil(expected.length / limit)));
          for (const [index, { items, page }] of pages.entries()) {
            expect(page.total).toBe(expected.length);
            expect(page.returned).toBe(items.length);
            expect(page.has_more).toBe(index < pages.length - 1);
            expect(items).toHaveLength(page.has_more ? limit : expected.length - index * limit);
          }
        },
      ),
      { numRuns: 150 },
    );
  });

  test.each<[Collection, string, (row: object) => boolean]>([
    ['campaigns', 'status=draft', has({ status: 'draft' })],
    ['campaigns', 'status=draft&status=running', (row) => !has({ status: 'completed' })(row)],
    ['campaigns', 'type=triggered', has({ type: 'triggered' })],
    ['campaigns', 'channel=sms', has({ channels: ['email', 'sms'] })],
    ['campaigns', 'tag=vip', has({ tags: ['vip'] })],
    ['campaigns', 'target_group_id=2', has({ target_group: { id: '2', name: 'Number 2' } })],
    ['campaigns', `execution_from=${DAY_2}&execution_to=${DAY_2}`, has({ execution_at: DAY_2 })],
    ['triggers', 'event=deposit', has({ event: 'deposit' })],
    ['segments', 'kind=value', has({ kind: 'value' })],
    ['segments', 'query=segment_3', has({ key: 'segment_3' })],
  ])('%s?%s gives what the filter says and no more', async (collection, query, keeps) => {
    const ann = simulator.world.users.find('ann');
    const rows: readonly { id: string }[] = ann ? simulator.world.visible(ann, 'one', collection) : [];
    const expected = rows.filter(keeps).map(({ id }) => id);

    const response = await getAs(simulator, 'ann', `/tenants/one/${collection}?limit=100&${query}`);
    const { items } = pageSchema.parse(await response.json());

    expect(expected.length).toBeGreaterThan(0);
    expect(expected.length).toBeLessThan(rows.length);
    expect(items.map(({ id }) => id).toSorted()).toEqual(expected.toSorted());
  });

  test('a promotion is valid on the first and the last day of its span, as the days are in the zone of the tenant', async () => {
    // Promotion 10 (index 1) is valid from 5 June, 14:00 in Malta, to 14 June, 14:00.
    expect(await validOn('2026-06-04')).not.toContain('10');
    expect(await validOn('2026-06-05')).toContain('10');
    expect(await validOn('2026-06-14')).toContain('10');
    expect(await validOn('2026-06-15')).not.toContain('10');
    expect(await validOn('2026-06-15')).toContain('3');
  });

  test('an item of a list holds the summary and not the definition', async () => {
    const response = await getAs(simulator, 'ann', '/tenants/one/segments?limit=1');
    const { items } = z
      .object({ items: z.array(z.record(z.string(), z.unknown())) })
      .parse(await response.json());

    expect(Object.keys(items[0] ?? {})).toContain('url');
    expect(Object.keys(items[0] ?? {})).not.toContain('definition');
  });

  test('the tiny world has users that see everything, a part and nothing', () => {
    const counts = TINY_USERS.map((user) => simulator.world.visible(user, 'one', 'campaigns').length);

    expect(counts).toEqual([48, 32, 16, 0, 0, 0]);
  });
});
