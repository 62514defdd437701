import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { generatedTenant, type GrowingTenant, START } from '../testing/generated-tenant.ts';
import { openGeneratedWorld } from '../testing/generated-world.ts';
import { hostileText } from '../testing/hostile-text.ts';
import { readWhole } from '../testing/read-whole.ts';

const DRAFTED = ['campaigns', 'triggers', 'streams', 'target-groups'] as const;
const cases = DRAFTED.map((collection) => ({
  collection,
  tool: `optimove_list_${collection.replace('-', '_')}`,
}));

/** A draft of now, as the builders make them: like another one, but new. */
function draftInto(
  tenant: GrowingTenant,
  collection: (typeof DRAFTED)[number],
  name: string,
  now: string,
): void {
  const drafted = <Row extends { id: string }>(rows: readonly Row[]): Row[] => {
    const own = { id: String(rows.length + 1), name, created_at: now, updated_at: now };
    return [...rows, ...rows.slice(0, 1).map((row) => Object.assign({}, row, own))];
  };
  const { collections } = tenant;
  if (collection === 'campaigns') collections.campaigns = drafted(collections.campaigns);
  else if (collection === 'triggers') collections.triggers = drafted(collections.triggers);
  else if (collection === 'streams') collections.streams = drafted(collections.streams);
  else collections['target-groups'] = drafted(collections['target-groups']);
}

/**
 * Nothing that exists can be modified or deleted through the connector, so that between pages a list only grows: by drafts,
 * which are newer than all else.
 */
describe.each(cases)('$tool', ({ collection, tool }) => {
  test('while drafts are added, has what was there exactly once and what is new at most once', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.nat(),
        fc.record({
          limit: fc.constantFrom(3, 10, 100),
          sort: fc.constantFrom('updated_desc', 'created_desc', 'name_asc'),
        }),
        fc.infiniteStream(fc.tuple(fc.nat(2), fc.string({ unit: 'grapheme', minLength: 1 }))),
        async (seed, args, drafts) => {
          const tenant = generatedTenant({ count: 45, seed, text: hostileText });
          const { callTool } = await openGeneratedWorld(tenant);
          let made = 0;

          const { items } = await readWhole(callTool, tool, args, () => {
            const { value: [several, name] = [0, ''] } = drafts.next();
            for (let n = 0; n < several; n += 1) {
              made += 1;
              const now = new Date(Date.parse(START) + made).toISOString();
              draftInto(tenant, collection, `${name} ${made}`, now);
            }
          });

          const seen = items.map(({ id }) => Number(id));
          expect(new Set(seen).size).toBe(seen.length);
          expect(seen.filter((id) => id <= 45).toSorted((a, b) => a - b)).toEqual(
            Array.from({ length: 45 }, (_, at) => at + 1),
          );
          expect(seen.filter((id) => id > 45).length).toBeLessThanOrEqual(made);
        },
      ),
      { numRuns: 5 },
    );
  }, 60_000);
});
