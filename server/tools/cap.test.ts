import * as fc from 'fast-check';
import { countTokens } from 'gpt-tokenizer/encoding/o200k_base';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import type { ReadApi, Tool } from '../ports.ts';
import type { ToolResult } from '../shaping/tool-result.ts';
import { loadTools } from './registry.ts';
import { call } from './testing/call.ts';
import { argumentsFor, entities, ENTITY_COLLECTIONS } from './testing/entities.ts';
import { createFakeApi } from './testing/fake-api.ts';

const CAP = 25_000;
const plain = { disallowedSpecial: new Set<string>() };

/** What people might write, in lengths that nobody should. */
const noise = fc
  .tuple(
    fc.oneof(
      fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 }),
      fc.base64String({ minLength: 20, maxLength: 60 }),
      fc.constantFrom('限定セール ', '👩‍👩‍👧‍👦', '<|endoftext|>', '"\\', 'Wochenend-Bonus – 50 % bis 100 € '),
    ),
    fc.constantFrom(1, 5, 60),
  )
  .map(([text, times]) => text.repeat(times));

const pageSchema = z.object({
  page: z.object({ next_cursor: z.string().optional() }).optional(),
  next_cursor: z.string().optional(),
});

/** Every answer of a tool until there is no cursor any more. */
async function answersOf(tool: Tool, api: ReadApi): Promise<ToolResult[]> {
  const answers: ToolResult[] = [];
  for (let cursor: string | undefined; ;) {
    const answer = await call(tool, { ...argumentsFor(tool.name), ...(cursor && { cursor }) }, api);
    answers.push(answer);
    const { page, next_cursor: next } = pageSchema.parse(answer.structuredContent ?? {});
    cursor = page?.next_cursor ?? next;
    if (cursor === undefined) return answers;
  }
}

const tools = await loadTools();
const toolsOf = ENTITY_COLLECTIONS.map((collection) => {
  const plural = collection.replaceAll('-', '_');
  return { collection, names: [`optimove_list_${plural}`, `optimove_get_${plural.slice(0, -1)}`] };
});
const signals = [
  { collection: 'platform/jobs', names: ['optimove_list_platform_jobs'] },
  { collection: 'platform/errors', names: ['optimove_list_execution_errors'] },
] as const;
const cases = [...toolsOf, ...signals].flatMap(({ collection, names }) =>
  tools
    .filter(({ name }) => names.some((wanted) => wanted === name))
    .map((tool) => ({ name: tool.name, tool, collection })),
);

describe.each(cases)('$name', ({ tool, collection }) => {
  test('for any tenant, however much was written there, no answer is refused and none is above the cap', async () => {
    await fc.assert(
      fc.asyncProperty(entities(collection, noise, 15), async (items) => {
        const answers = await answersOf(tool, createFakeApi({ [collection]: items }));

        for (const answer of answers) {
          expect(answer.isError).toBeUndefined();
          expect(Math.ceil(1.35 * countTokens(JSON.stringify(answer), plain))).toBeLessThanOrEqual(CAP);
        }
      }),
      { numRuns: 3, endOnFailure: true },
    );
  }, 60_000);
});
