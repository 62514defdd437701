import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { loadTools } from '../registry.ts';
import { call, type CallOptions, callThrough, textOf } from '../testing/call.ts';
import { openDemo } from '../testing/demo-tenant.ts';
import { createFakeApi } from '../testing/fake-api.ts';
import { resolvePeriod } from './period.ts';

const { world, apiOf } = await openDemo();
const tools = (await loadTools()).map((tool) => ({ name: tool.name as string, tool }));
const toolNamed = (name: string) => {
  const found = tools.find((one) => one.name === `optimove_${name}`);
  if (found === undefined) throw new Error(name);
  return found.tool;
};
const ANALYST = 'analyst@lumenplay.example';
const ask = (name: string, args: object, user = ANALYST, options: CallOptions = {}) =>
  call(toolNamed(name), args, apiOf(user), options);
const pageSchema = z.object({
  items: z.array(z.object({ channel: z.string().optional(), sent: z.number() })),
  page: z.object({ next_cursor: z.string().optional() }),
});

const seenBy = (email: string) => {
  const user = world.users.find(email);
  return user === undefined ? [] : world.visible(user, 'lumenplay', 'campaigns').map(({ id }) => id);
};

const performanceBy = async (group_by: string) =>
  (
    await callThrough(
      toolNamed('get_campaign_performance'),
      { campaign_ids: seenBy(ANALYST).slice(0, 50), group_by },
      apiOf(ANALYST),
    )
  ).flatMap(({ items }) => items);

const problemsOf = (args: object): string => {
  const parsed = toolNamed('query_analytics').input.safeParse(args);
  return parsed.error?.issues.map(({ message }) => message).join('; ') ?? '';
};
const filterOn = (field: string, op: string, value: string) => ({
  metrics: ['sent'],
  filters: [{ field, op, value }],
});

describe.each<[string, object]>([
  ['get_campaign_performance', { campaign_ids: ['12001'] }],
  ['get_channel_metrics', {}],
  ['get_tenant_dashboard', {}],
  ['query_analytics', { metrics: ['sent'] }],
])('optimove_%s', (name, args) => {
  test('is refused to a role without analytics.read, in words', async () => {
    const result = await ask(name, args, 'viewer@lumenplay.example');

    expect(result.isError).toBe(true);
    expect(textOf(result)).toContain('lacks the permission "analytics.read"');
  });

  test('is about the last 30 days, today included, and says so', async () => {
    const api = createFakeApi({
      dashboard: [{ currency: 'EUR', data_from: null, kpis: [], compared_with: null }],
    });

    const result = await call(toolNamed(name), args, api);

    expect(result.structuredContent).toMatchObject({
      resolved: { date_from: '2026-10-24', date_to: '2026-11-22' },
    });
    expect(api.reads).toMatchObject([{ query: { from: '2026-10-24', to: '2026-11-22' } }]);
  });

  test.each([
    [{ date_from: 'soon' }, 'date_from is not a date'],
    [{ date_to: '31.12.2026' }, 'date_to is not a date'],
    [{ date_from: 'today', date_to: '-2d' }, 'date_to is 2026-11-20, before date_from'],
  ])('refuses %j before any read', async (dates, problem) => {
    const api = createFakeApi({});

    const result = await call(toolNamed(name), { ...args, ...dates }, api);

    expect(textOf(result)).toContain(problem);
    expect(api.reads).toEqual([]);
  });
});

describe('resolvePeriod', () => {
  const frame = { now: new Date('2026-11-22T23:30:00Z'), time_zone: 'Europe/Malta' };
  test.each([
    [{}, '2026-10-25', '2026-11-23'],
    [{ date_from: '-6d' }, '2026-11-17', '2026-11-23'],
    [{ date_to: '2026-03-01' }, '2026-01-31', '2026-03-01'],
    [{ date_from: '2026-11-01', date_to: '2026-11-01' }, '2026-11-01', '2026-11-01'],
    [{ date_from: '2026-11-01T23:30:00Z', date_to: 'yesterday' }, '2026-11-02', '2026-11-22'],
  ])('takes %j for days of the tenant', (dates, date_from, date_to) => {
    expect(resolvePeriod(dates, frame)).toEqual({ ok: true, value: { date_from, date_to } });
  });
});

describe('optimove_get_campaign_performance', () => {
  test('answers to what may not be seen as to what does not exist', async () => {
    const narrow = 'marketer.bet@lumenplay.example';
    const own = seenBy(narrow);
    const foreign = seenBy(ANALYST).find((id) => !own.includes(id)) ?? '';
    const given = (id: string) =>
      ask('get_campaign_performance', { campaign_ids: [own[0], id] }, narrow).then(textOf);

    expect(await given(foreign)).toMatch(/^No campaign has the id/);
    expect((await given(foreign)).replace(foreign, 'ID')).toBe(
      (await given('987654321')).replace('987654321', 'ID'),
    );
    expect(await given('Weekend')).toMatch(/^No campaign has the id.*optimove_list_campaigns/);
  });

  test('measures a campaign against its control group as the rows of its results do', async () => {
    const results = world.tenant('lumenplay')?.results.filter(({ day }) => day >= '2026-10-24') ?? [];
    const id = results.find(({ channel, converted }) => channel === null && converted > 0)?.campaign_id ?? '';
    const own = results.filter((row) => row.campaign_id === id);
    const rate = (rows: typeof own) =>
      rows.reduce((sum, { converted }) => sum + converted, 0) /
      rows.reduce((sum, { customers }) => sum + customers, 0);

    const { structuredContent } = await ask('get_campaign_performance', { campaign_ids: [id] });

    const expected =
      rate(own.filter(({ channel }) => channel !== null)) -
      rate(own.filter(({ channel }) => channel === null));
    expect(structuredContent).toMatchObject({
      currency: 'EUR',
      items: [{ id, name: expect.any(String), conversion_uplift: expect.closeTo(100 * expected, 2) }],
    });
  });

  test('gives the control group a row of its own by channel, and every campaign one though it did not run', async () => {
    expect(await performanceBy('channel')).toContainEqual(
      expect.objectContaining({ id: 'control', name: 'Control group', channel: null, sent: 0, uplift: null }),
    );
    expect(await performanceBy('campaign')).toHaveLength(50);
  });
});

describe('optimove_query_analytics', () => {
  test.each([
    [{ metrics: ['clicks'] }, 'is no metric key; the keys are active_customers, '],
    [{ metrics: ['sent'], dimensions: ['country'] }, 'is no dimension key; the keys are day, '],
    [filterOn('country', 'eq', 'Malta'), 'names neither a metric nor a dimension'],
    [filterOn('channel', 'gt', 'email'), 'which has no order'],
    [filterOn('sent', 'gte', 'many'), 'with what is not a number'],
    [filterOn('sent', 'in', '1,2'), 'use eq, ne or a bound'],
    [{ metrics: ['active_customers'], dimensions: ['channel'] }, 'and not with channel'],
  ])('says what is wrong with %j', (args, problem) => {
    expect(problemsOf(args)).toContain(problem);
  });

  test('filters by names and bounds, and puts the most of the first metric first', async () => {
    const result = await ask('query_analytics', {
      metrics: ['sent', 'open_rate'],
      dimensions: ['channel'],
      filters: [
        { field: 'channel', op: 'in', value: 'email, SMS, push' },
        { field: 'sent', op: 'gt', value: '0' },
        { field: 'brand', op: 'eq', value: 'lumenPlay' },
        { field: 'month', op: 'gte', value: '2026-11' },
      ],
    });

    const { items } = pageSchema.parse(result.structuredContent);
    expect(items.map(({ channel }) => channel)).toEqual(expect.arrayContaining(['email', 'push', 'sms']));
    expect(items.map(({ sent }) => sent)).toEqual(items.map(({ sent }) => sent).toSorted((a, b) => b - a));
  });

  test('keeps to the days of its first page on the next ones', async () => {
    const args = { metrics: ['sent'], dimensions: ['day'], date_from: '-6d', limit: 3 };
    const first = await ask('query_analytics', args);
    const { next_cursor: cursor } = pageSchema.parse(first.structuredContent).page;

    const later = { now: new Date('2026-11-23T10:00:00Z') };
    const second = await ask('query_analytics', { ...args, cursor }, ANALYST, later);

    expect(second.structuredContent?.['resolved']).toEqual(first.structuredContent?.['resolved']);
  });
});

describe('rows with names of any length', () => {
  test('for any of them, come in pages within the cap, and all of them', async () => {
    const lengths = fc.array(fc.integer({ min: 0, max: 20_000 }), { minLength: 1, maxLength: 20 });
    await fc.assert(
      fc.asyncProperty(lengths, async (sizes) => {
        const analytics = sizes.map((size, at) => ({
          dimensions: { campaign: { id: String(at + 1), name: 'Сезон '.repeat(size) } },
          metrics: { sent: at },
        }));

        const pages = await callThrough(
          toolNamed('get_campaign_performance'),
          { campaign_ids: ['1'] },
          createFakeApi({ analytics }),
        );

        expect(pages.flatMap(({ items }) => items.map(({ sent }) => sent))).toEqual(sizes.map((_, at) => at));
      }),
      { numRuns: 5 },
    );
  }, 60_000);
});
