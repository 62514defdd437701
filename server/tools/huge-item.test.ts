import * as fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Predicate } from '#contract/entities/predicate.ts';
import { neutraliseFields } from '../shaping/untrusted-text.ts';
import { generatedTenant } from '../testing/generated-tenant.ts';
import { type GeneratedWorld, openGeneratedWorld } from '../testing/generated-world.ts';
import { longText } from '../testing/hostile-text.ts';
import { assertWithinCap, readWhole } from '../testing/read-whole.ts';
import { call } from './testing/call.ts';
import { createFakeApi } from './testing/fake-api.ts';
import getSegment from './explorer/get-segment.tool.ts';

const MEGABYTE = 1024 * 1024;
const COUNT = 12;
const tenant = generatedTenant({ count: COUNT, seed: 2, text: fc.string({ minLength: 1, maxLength: 20 }) });

const times = <Value>(count: number, make: (at: number) => Value): Value[] =>
  Array.from({ length: count }, (_, at) => make(at));
const rule = (at: number): Predicate => ({
  type: 'attribute',
  attribute: `attribute ${at}`,
  operator: 'in',
  value: ['見本', 'x'],
});
/** Rules nested as deep as they are many. */
function nested(depth: number): Predicate {
  let tree = rule(0);
  for (let at = 1; at < depth; at += 1) {
    tree = at % 2 === 0 ? { type: 'not', child: tree } : { type: 'and', children: [rule(at), tree] };
  }
  return tree;
}
const nodes = times(5000, (at) => ({
  key: `n${at}`,
  type: 'wait' as const,
  label: `Warten ${at}`,
  wait_hours: 1 + (at % 9),
  ...(at % 100 === 0 && { condition: rule(at) }),
  next: [{ to: `n${at + 1}` }],
}));
const notes = `<td>50 % – „jetzt“</td>\n${' '.repeat(1000)}`.repeat(2 * 1024);

const { collections } = tenant;
collections.journeys = collections.journeys.map((one) => ({ ...one, nodes }));
collections.segments = collections.segments.map((one, at) => ({
  ...one,
  definition: at === 0 ? { type: 'or', children: times(2000, rule) } : nested(150),
}));
collections.campaigns = collections.campaigns.map((one) => ({ ...one, notes }));
collections.promotions = collections.promotions.map((one, at) => ({
  ...one,
  name: `${at} ${'Bonus-Wochenende '.repeat(MEGABYTE / 16)}`,
}));
collections['target-groups'] = collections['target-groups'].map((one) => ({
  ...one,
  name: 'Twin',
  id: one.id,
}));

let world: GeneratedWorld;
beforeAll(async () => {
  world = await openGeneratedWorld(tenant);
});

describe('a huge item', () => {
  test.each([
    ['a journey of 5,000 nodes', 'optimove_get_journey', { nodes }],
    ['a segment of 2,000 rules', 'optimove_get_segment', { definition: collections.segments[0]?.definition }],
    ['two megabytes of text', 'optimove_get_campaign', { notes }],
    ['a name of a megabyte', 'optimove_get_promotion', { name: collections.promotions[0]?.name }],
  ])(
    '%s comes in parts that make it whole',
    async (_, tool, expected) => {
      const { items, answers } = await readWhole(world.callTool, tool, {
        id: '1',
        ...(/journey|campaign/.test(tool) && { detail: 'full' }),
      });

      expect(answers).toBeGreaterThan(2);
      expect(items).toHaveLength(1);
      expect(items[0]).toMatchObject(expected);
    },
    60_000,
  );

  test('rules nested 150 deep come whole from a tenant, and 2,000 deep from an API that has them', async () => {
    const { items } = await readWhole(world.callTool, 'optimove_get_segment', { id: '2' });
    expect(JSON.stringify(items[0]?.['definition'])).toBe(JSON.stringify(nested(150)));

    const deep = {
      ...collections.segments[1],
      url: 'http://a.test/1',
      definition_text: '',
      definition: nested(2000),
    };
    const api = createFakeApi({ segments: [deep] });
    const callDeep = async (_name: string, args: object) => call(getSegment, args, api);
    const whole = await readWhole(callDeep, 'optimove_get_segment', { id: '2' });
    expect(JSON.stringify(whole.items[0]?.['definition'])).toBe(JSON.stringify(deep.definition));
  }, 60_000);

  test('does not stop a list whose page no connector could take, and is in it once', async () => {
    const { items, total } = await readWhole(world.callTool, 'optimove_list_promotions', { limit: 100 });

    expect(items.map(({ id }) => Number(id)).toSorted((a, b) => a - b)).toEqual(times(COUNT, (at) => at + 1));
    expect(total).toBe(COUNT);
    expect(items.every((item) => String(item['note']).includes('too large for a list'))).toBe(true);
  }, 60_000);

  test('for any text of a megabyte, is answered without a pause that others would feel', async () => {
    await fc.assert(
      fc.asyncProperty(longText(MEGABYTE), async (text) => {
        const triggers = collections.triggers.map((one) => ({ ...one, description: text }));
        const { callTool } = await openGeneratedWorld({
          ...tenant,
          collections: { ...collections, triggers },
        });
        const start = performance.now();

        const result = await callTool('optimove_get_trigger', { id: '1', detail: 'full' });

        expect(performance.now() - start).toBeLessThan(3000);
        assertWithinCap(result);
        expect(result.isError).toBeUndefined();
        expect(neutraliseFields(result.structuredContent ?? {})).toEqual(result.structuredContent);
      }),
      { numRuns: 6 },
    );
  }, 60_000);

  test('is quoted in an error no longer than it helps', async () => {
    const ambiguous = await world.callTool('optimove_get_target_group', { id: 'Twin' });
    const missing = await world.callTool('optimove_get_promotion', { id: `3 ${'x'.repeat(200)}` });

    for (const result of [ambiguous, missing]) {
      assertWithinCap(result);
      expect(result.isError).toBe(true);
      expect(JSON.stringify(result).length).toBeLessThan(5000);
    }
    expect(ambiguous.content[0]?.text).toContain('(id 1)');
  });
});
