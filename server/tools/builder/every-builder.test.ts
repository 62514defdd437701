import * as fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { anyCallsOf } from '#conformance/arbitraries/tool-calls.ts';
import { DRAFT_BODIES, DRAFT_TYPES } from '#contract/drafts.ts';
import { definitionOf } from '../definition.ts';
import { openBench } from './testing/bench.ts';

const PATHS = {
  campaign: '/api/v1/tenants/lumenplay/drafts/campaigns',
  trigger: '/api/v1/tenants/lumenplay/drafts/triggers',
  stream: '/api/v1/tenants/lumenplay/drafts/streams',
  target_group: '/api/v1/tenants/lumenplay/drafts/target-groups',
};
/** Names under which something fits together now and then. */
const KNOWN = [
  ['target_group', 'VIP Active EU'],
  ['target_group', 'Churn Risk High'],
  ['template', 'We Miss You – e-mail'],
  ['promotion', '20 Free Spins – We Miss You'],
  ['brand', 'lumenplay'],
  ['brand', 'lumenbet'],
  ['description', 'Country is DE'],
].map(([entity = '', text = '']) => ({ entity, text }));

let bench: Awaited<ReturnType<typeof openBench>>;
beforeAll(async () => {
  bench = await openBench();
});

describe.each(DRAFT_TYPES)('the builder of a draft %s', (type) => {
  test('for any arguments sends one draft to its own path or nothing, and nothing where it finds a problem', async () => {
    const tool = bench.tools.get(type);
    if (tool === undefined) throw new Error(type);
    const { name, inputSchema } = definitionOf(tool);
    const world = () => bench.world.tenant('lumenplay')?.collections;
    const countOf = () => Object.values(world() ?? {}).reduce((sum, rows) => sum + rows.length, 0);

    await fc.assert(
      fc.asyncProperty(
        fc.array(anyCallsOf({ name, inputSchema }, KNOWN, undefined), { minLength: 1, maxLength: 3 }),
        async (calls) => {
          for (const { arguments: args } of calls) {
            const before = countOf();
            const { text, output, posts } = await bench.build(type, args);

            const wrong = /^(?:Invalid argument|Nothing was done)/.test(text);
            expect(posts.map(({ path }) => path)).toEqual(wrong ? [] : [PATHS[type]]);
            for (const { body } of posts) expect(DRAFT_BODIES[type].safeParse(body).success).toBe(true);
            expect(countOf() - before).toBe(output !== undefined && output['replayed'] === false ? 1 : 0);
            expect(text).not.toMatch(/undefined|\[object|mistake of its own/);
          }
        },
      ),
      { numRuns: 40 },
    );
  }, 60_000);
});
