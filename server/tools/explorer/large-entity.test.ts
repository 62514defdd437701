import { beforeEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { call, textOf } from '../testing/call.ts';
import { campaign } from '../testing/campaign.ts';
import { createFakeApi } from '../testing/fake-api.ts';
import tool from './get-campaign.tool.ts';

const occurrence = (n: number) => ({
  id: String(n + 1),
  executed_at: '2026-11-22T11:30:00.000Z',
  status: 'successful' as const,
  targeted: 1000 + n,
  control: 100,
  error: null,
});
const large = campaign(1, {
  occurrences: Array.from({ length: 900 }, (_, n) => occurrence(n)),
  notes: 'Wochenend-Bonus – 50 % bis 100 €. '.repeat(3000),
});
const answerSchema = z.object({
  item: z.looseObject({ occurrences: z.array(z.looseObject({ id: z.string() })).default([]) }),
  sections: z.array(z.looseObject({ field: z.string() })).optional(),
  section: z.looseObject({ field: z.string(), json: z.string().optional() }).optional(),
  next_cursor: z.string().optional(),
});

describe('a campaign that is too large for one answer', () => {
  let api = createFakeApi({});
  beforeEach(() => {
    api = createFakeApi({ campaigns: [large] });
  });
  const get = async (args: object) =>
    answerSchema.parse((await call(tool, { id: '1', detail: 'full', ...args }, api)).structuredContent);

  test('comes in parts that make it whole', async () => {
    const head = await get({});
    const parts = [head];
    for (let cursor = head.next_cursor; cursor !== undefined;) {
      const part = await get({ cursor });
      parts.push(part);
      cursor = part.next_cursor;
    }

    expect(head.item).toMatchObject({ id: '1', name: 'Campaign 1', status: 'draft', actions: large.actions });
    expect(head.sections?.map(({ field }) => field)).toEqual(['occurrences', 'notes']);
    expect(JSON.parse(parts.map(({ section }) => section?.json ?? '').join(''))).toBe(large.notes);
    expect(parts.flatMap(({ item }) => item.occurrences)).toEqual(large.occurrences);
  });

  test('comes in one answer as a summary', async () => {
    const { item, next_cursor: next } = await get({ detail: 'summary' });

    expect(item).toMatchObject({ id: '1', actions: large.actions });
    expect(next).toBeUndefined();
  });

  test('ends its parts when it changes', async () => {
    const { next_cursor: cursor } = await get({});
    api = createFakeApi({ campaigns: [{ ...large, name: 'Changed' }] });

    const result = await call(tool, { id: '1', detail: 'full', cursor }, api);

    expect(textOf(result)).toContain('the entity has changed since');
  });

  test('does not continue as another entity or in another detail', async () => {
    const { next_cursor: cursor } = await get({});

    const summary = await call(tool, { id: '1', cursor }, api);
    const other = await call(tool, { id: 'Campaign 1', detail: 'full', cursor }, api);

    expect(textOf(summary)).toContain('The cursor was refused');
    expect(textOf(other)).toBe(textOf(summary));
  });
});
