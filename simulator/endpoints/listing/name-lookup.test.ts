import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { lookupAnswerSchema } from '#contract/page.ts';
import { COLLECTIONS } from '#contract/queries.ts';
import { createTinySimulator, getAs } from '../../testing/tiny-simulator.ts';
import { createNameLookup } from './name-lookup.ts';

const ROWS = [
  { id: '1', name: 'Lapsed VIP', key: 'lapsed_vip' },
  { id: '2', name: 'Lapsed VIPs 2024', key: 'lapsed_vips_2024' },
  { id: '3', name: 'VIP Watchlist', key: 'watch' },
  { id: '4', name: 'Émile' },
  { id: '5', name: 'émile' },
  { id: '6', name: 'Weekend Reload', code: 'WKND50' },
];
const BRANDS_IN_ONE = new Map([
  ['ann', ['red', 'blue']],
  ['bob', ['blue']],
  ['eve', ['red']],
]);
const lookUp = createNameLookup();
const idsOf = (found: { id: string }[]) => found.map(({ id }) => id);

describe('a lookup by name', () => {
  test.each([
    ['Lapsed VIP', ['1']],
    ['lapsed_vip', ['1']],
    ['LAPSED vip', ['1']],
    ['émile', ['5']],
    ['EMILE', ['4', '5']],
    ['WKND50', ['6']],
    ['wknd50', ['6']],
    ['lapsed', []],
  ])('of %s matches %s', (name, ids) => {
    expect(idsOf(lookUp(ROWS, name).matches)).toEqual(ids);
  });

  test('gives the nearest names first where nothing matches, and none where something does', () => {
    expect(idsOf(lookUp(ROWS, 'lapsd_vip').nearest)[0]).toBe('1');
    expect(idsOf(lookUp(ROWS, 'vip watch').nearest)).toContain('3');
    expect(idsOf(lookUp(ROWS, 'WKND5').nearest)).toEqual(['6']);
    expect(lookUp(ROWS, 'Lapsed VIP').nearest).toEqual([]);
  });

  test('for any text, gives only names of the rows, at most 10 and 5', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string({ unit: 'binary-ascii' }), fc.constantFrom('', 'É', '\uD83D', '\u0301', '"', '*')),
        (name) => {
          const { matches, nearest } = lookUp(ROWS, name);

          expect(matches.length).toBeLessThanOrEqual(10);
          expect(nearest.length).toBeLessThanOrEqual(5);
          for (const found of [...matches, ...nearest])
            expect(ROWS).toContainEqual(expect.objectContaining(found));
        },
      ),
    );
  });

  test('for any user, collection and text, names nothing that the user may not see', async () => {
    const simulator = await createTinySimulator();
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom('ann', 'bob', 'eve', 'nil'),
        fc.constantFrom(...COLLECTIONS),
        fc.constantFrom('Churn', 'churm', 'emile', 'emil', 'alph', 'segment_0', 'segment_1', 'win'),
        async (user, collection, name) => {
          const path = `/tenants/one/${collection}/lookup?name=${encodeURIComponent(name)}`;
          const answer = lookupAnswerSchema.parse(await (await getAs(simulator, user, path)).json());
          const brands = BRANDS_IN_ONE.get(user) ?? [];
          const all: readonly { id: string; brand: string }[] =
            simulator.world.tenant('one')?.collections[collection] ?? [];
          const allowed = all.filter(({ brand }) => brands.includes(brand)).map(({ id }) => id);

          expect(allowed).toEqual(expect.arrayContaining(idsOf([...answer.matches, ...answer.nearest])));
        },
      ),
    );
  });
});
