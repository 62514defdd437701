import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { neutraliseFields } from '../shaping/untrusted-text.ts';
import { API } from '../testing/fake-upstream.ts';
import { generatedTenant } from '../testing/generated-tenant.ts';
import { type GeneratedWorld, openGeneratedWorld } from '../testing/generated-world.ts';
import { hostileText } from '../testing/hostile-text.ts';
import { readWhole } from '../testing/read-whole.ts';
import { toolArguments } from '../testing/tool-arguments.ts';
import { definitionOf } from './definition.ts';
import { loadTools } from './registry.ts';

type Item = Record<string, unknown>;

const tools = (await loadTools())
  .map((tool) => ({ name: tool.name, definition: definitionOf(tool) }))
  .filter(({ definition }) => Object(definition.annotations)['readOnlyHint'] === true)
  // Needs a handle of a slow query; a test beside it compares its rows with those of the direct answer.
  .filter(({ name }) => name !== 'optimove_get_analytics_job');
const tenants = fc.record({ count: fc.constantFrom(1, 12, 40), seed: fc.nat() });
const itemSchema = z.record(z.string(), z.unknown());
const answerSchema = z.union([
  z.object({ items: z.array(itemSchema), page: z.object({ next_cursor: z.string().optional() }).optional() }),
  z.object({ item: itemSchema }).transform(({ item }) => ({ items: [item], page: undefined })),
]);
const idSchema = z.looseObject({ id: z.string() });
const LARGE = 1500;

/** What the tenant API itself has where the connector read last, read on other pages; undefined where it has nothing like it. */
async function itemsOfApi({ requests, getApi }: GeneratedWorld): Promise<Item[] | undefined> {
  const last = requests.map(({ request }) => new URL(request.url)).findLast(({ origin }) => origin === API);
  if (last === undefined || last.pathname.includes('/docs/search')) return undefined;
  const items: Item[] = [];
  if (last.searchParams.has('limit')) last.searchParams.set('limit', '9');
  last.searchParams.delete('cursor');
  for (;;) {
    const answer = answerSchema.safeParse(await getApi(last.pathname + last.search));
    if (!answer.success) return undefined;
    items.push(...answer.data.items);
    const cursor = answer.data.page?.next_cursor;
    if (cursor === undefined) return items;
    last.searchParams.set('cursor', cursor);
  }
}

/** What has to match what: the whole item, unless less was asked for, or less is there because it had to be. */
function compared(shown: Item, given: Item, summary: boolean): [Item, Item] {
  const metrics = itemSchema.safeParse(given['metrics']);
  const whole = neutraliseFields(metrics.success ? metrics.data : given);
  if ('note' in shown) {
    const isLarge = JSON.stringify(given).length > LARGE;
    return [
      { id: shown['id'], isLarge },
      { id: whole['id'], isLarge: true },
    ];
  }
  return summary ? [whole, shown] : [shown, whole];
}

/** Whether a tool was asked for less of an item than the tenant API has. */
function isSummary({ inputSchema }: (typeof tools)[number]['definition'], args: object): boolean {
  return 'detail' in Object(inputSchema['properties']) && !('detail' in args && args.detail === 'full');
}

describe.each(tools)('$name', ({ name, definition }) => {
  test('for any tenant and any filter, what it answers within the cap is whole, each item once', async () => {
    await fc.assert(
      fc.asyncProperty(tenants, toolArguments(definition), async (shape, args) => {
        const world = await openGeneratedWorld(generatedTenant({ ...shape, text: hostileText }));

        const { items, total = items.length } = await readWhole(world.callTool, name, args);

        const expected = (await itemsOfApi(world)) ?? [];
        expect(total).toBe(items.length);
        if (!expected.every((item) => idSchema.safeParse(item).success || 'metrics' in item)) return;
        expect(items).toHaveLength(expected.length || items.length);
        const summary = isSummary(definition, args);
        for (const [at, item] of expected.entries()) {
          const [actual, wanted] = compared(items[at] ?? {}, item, summary);
          expect(actual).toMatchObject(wanted);
        }
      }),
      { numRuns: 3 },
    );
  }, 60_000);
});
