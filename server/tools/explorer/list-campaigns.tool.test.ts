import { describe, expect, test } from 'vitest';
import type { ReadApi } from '../../ports.ts';
import { call, callThrough, NOW, textOf } from '../testing/call.ts';
import { campaign } from '../testing/campaign.ts';
import { createFakeApi } from '../testing/fake-api.ts';
import tool from './list-campaigns.tool.ts';

const many = (count: number, change: object = {}) => ({
  campaigns: Array.from({ length: count }, (_, at) => campaign(at + 1, change)),
});

describe('optimove_list_campaigns', () => {
  test('resolves relative dates in the zone of the tenant, sends them and echoes them', async () => {
    const api = createFakeApi(many(1));

    const { structuredContent } = await call(
      tool,
      { status: ['draft'], created_after: '-1h', execution_to: '2026-11-20' },
      api,
    );

    const resolved = { created_after: '2026-11-22T11:00:00.000Z', execution_to: '2026-11-20T22:59:59.999Z' };
    expect(structuredContent).toMatchObject({ resolved, time_zone: 'Europe/Malta' });
    expect(api.reads[0]?.query).toMatchObject({ ...resolved, status: ['draft'] });
  });

  test('keeps the hour of the first page on the pages that follow', async () => {
    const api = createFakeApi(many(3));
    const args = { created_after: '-1h', limit: 2 };
    const first = await call(tool, args, api);
    const cursor = String(
      Object.entries(first.structuredContent?.['page'] ?? {}).find(([key]) => key === 'next_cursor')?.[1],
    );

    await call(tool, { ...args, cursor }, api, { now: new Date(NOW.getTime() + 600_000) });

    expect(api.reads.map(({ query }) => query['created_after'])).toEqual([
      '2026-11-22T11:00:00.000Z',
      '2026-11-22T11:00:00.000Z',
    ]);
  });

  test('refuses a date that is none, and shows what dates look like', async () => {
    const api = createFakeApi({});

    const result = await call(tool, { created_after: 'last tuesday' }, api);

    expect(textOf(result)).toMatch(/created_after is not a date that can be used; write it like .*-1h/);
    expect(api.reads).toEqual([]);
  });

  test('refuses the cursor of other filters and of another user', async () => {
    const api = createFakeApi(many(3));
    const first = await call(tool, { limit: 1 }, api);
    const cursor = /"next_cursor":"([^"]+)"/.exec(textOf(first))?.[1];

    const otherFilters = await call(tool, { limit: 1, cursor, query: 'vip' }, api);
    const otherUser = await call(tool, { limit: 1, cursor }, api, { user_id: 'u2' });

    expect(textOf(otherFilters)).toContain('this server did not issue it for this user and this call');
    expect(textOf(otherUser)).toBe(textOf(otherFilters));
    expect(api.reads).toHaveLength(1);
  });

  test('shrinks a page to whole items that fit, and continues right after them', async () => {
    const api = createFakeApi(many(100));

    const pages = await callThrough(tool, { limit: 100 }, api);

    expect(pages.length).toBeGreaterThan(1);
    expect(pages[0]).toMatchObject({ truncated_to_fit: true, page: { has_more: true } });
    expect(pages.flatMap(({ items }) => items)).toEqual(
      many(100).campaigns.map((whole) =>
        expect.objectContaining({ id: whole.id, name: whole.name, tags: whole.tags }),
      ),
    );
  });

  test('takes no page of the tenant API that is larger than it asked for', async () => {
    const api = createFakeApi(many(100));
    const read: ReadApi['read'] = async (operation, { params, query }) =>
      api.read(operation, { ...(params && { params }), query: { ...query, limit: 100 } });

    const result = await call(tool, { limit: 30 }, { ...api, read });

    expect(textOf(result)).toContain('Optimove did not answer this call');
    expect(api.reads).toHaveLength(1);
  });

  test('gives the short fields of an item that is too large for a list for any page', async () => {
    const api = createFakeApi({
      campaigns: [
        campaign(1),
        campaign(2, { tags: Array.from({ length: 9000 }, (_, n) => `tag ${n}`) }),
        campaign(3),
      ],
    });

    const pages = await callThrough(tool, {}, api);

    const items = pages.flatMap((page) => page.items);
    expect(items.map(({ id }) => id)).toEqual(['1', '2', '3']);
    expect(items[1]).toMatchObject({
      name: 'Campaign 2',
      note: expect.stringContaining('too large for a list'),
    });
    expect(items[1]).not.toHaveProperty('tags');
    expect(items[2]).not.toHaveProperty('note');
  });
});
