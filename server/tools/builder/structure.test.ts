import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { DRAFT_TYPES } from '#contract/drafts.ts';
import { ok } from '../../result.ts';
import { defineBuilderTool, defineReadTool } from '../define.ts';
import { loadTools } from '../registry.ts';

const facts = {
  name: 'optimove_get_thing',
  title: 'Get thing',
  description: 'Gets a thing.',
  input: z.strictObject({}),
  output: z.object({}),
} as const;
const predicate = { type: 'lifecycle_stage', operator: 'in', values: ['Active'] } as const;

/** What `tsc` refuses here cannot be written anywhere: each line below is an error that has to be there. */
describe('the structure of safety', () => {
  test('a reading tool has no way to create', () => {
    const tool = defineReadTool({
      ...facts,
      run: async (_, context) => {
        // @ts-expect-error -- a reading tool's context has no creation
        expect(context.createDraft).toBeUndefined();
        return ok({});
      },
    });
    expect(tool.kind).toBe('read');
  });

  test('a builder creates drafts of its own kind, and has no other request', () => {
    const tool = defineBuilderTool({
      ...facts,
      draft: 'trigger',
      run: async (_, context) => {
        await context.createDraft({ name: 'T', event: 'deposit' }, undefined);
        // @ts-expect-error -- the body of another kind
        await context.createDraft({ name: 'G', criteria: predicate }, undefined);
        // @ts-expect-error -- no field of a draft could arm it
        await context.createDraft({ name: 'T', event: 'deposit', status: 'armed' }, undefined);
        // @ts-expect-error -- the API of a builder reads, and takes no other method
        await context.api.request('POST', '/tenants/lumenplay/campaigns/1/activate');
        return ok({});
      },
    });
    expect(tool.kind).toBe('builder');
  });

  test('there is one builder for each kind of draft', async () => {
    const builders = (await loadTools()).flatMap((tool) => (tool.kind === 'builder' ? [tool] : []));

    expect(builders.map(({ draft }) => draft).toSorted()).toEqual(DRAFT_TYPES.toSorted());
    for (const { name, draft } of builders) expect(name).toBe(`optimove_create_draft_${draft}`);
  });
});
