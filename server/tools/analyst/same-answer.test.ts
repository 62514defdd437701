import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { CAMPAIGN_GROUPS, type MetricKey } from '#contract/analytics.ts';
import { loadTools } from '../registry.ts';
import { call, callThrough } from '../testing/call.ts';
import { openDemo } from '../testing/demo-tenant.ts';

const { world, apiOf } = await openDemo();
const tools = new Map((await loadTools()).map((tool) => [tool.name as string, tool]));
const toolNamed = (name: string) => {
  const tool = tools.get(`optimove_${name}`);
  if (tool === undefined) throw new Error(name);
  return tool;
};
type Rows = Record<string, unknown>[];

/** Every row that a tool gives to a user, over all pages. */
async function rowsOf(user: string, name: string, args: object): Promise<Rows> {
  const pages = await callThrough(toolNamed(name), args, apiOf(user));
  return pages.flatMap(({ items }) => items);
}

function sumOf(rows: Rows, metric: string): number {
  return rows.reduce((sum, row) => sum + Math.round(Number(row[metric] ?? 0) * 100), 0);
}

const WIDE = 'analyst@lumenplay.example';
const NARROW = 'marketer.bet@lumenplay.example';
const users = fc.constantFrom(WIDE, NARROW, 'admin@lumenplay.example');
/** From some days ago to fewer; results go back 90 days. */
const periods = fc
  .tuple(fc.nat(95), fc.nat(95))
  .map(([one, two]) => ({ date_from: `-${Math.max(one, two)}d`, date_to: `-${Math.min(one, two)}d` }));
const ADDED: MetricKey[] = ['targeted', 'sent', 'delivered', 'opened', 'clicked', 'converted', 'revenue'];
const RUNS = { numRuns: 15 };

function campaignsOf(user: string): string[] {
  const account = world.users.find(user);
  const seen = account === undefined ? [] : world.visible(account, 'lumenplay', 'campaigns');
  return seen.map(({ id }) => id);
}

describe('analytics of the demo tenant', () => {
  test('for any user, campaigns, period and group, campaign performance says what a query says', async () => {
    await fc.assert(
      fc.asyncProperty(
        users,
        periods,
        fc.constantFrom(...CAMPAIGN_GROUPS.filter((group) => group !== 'action')),
        fc.array(fc.nat(1000), { minLength: 1, maxLength: 15 }),
        async (user, period, group_by, picks) => {
          const own = campaignsOf(user);
          const campaign_ids = [...new Set(picks.map((pick) => own[pick % own.length] ?? ''))];
          const filters = [{ field: 'campaign', op: 'in', value: campaign_ids.join(',') }];

          const performance = await rowsOf(user, 'get_campaign_performance', {
            campaign_ids,
            group_by,
            ...period,
          });
          const queried = await rowsOf(user, 'query_analytics', {
            metrics: [...ADDED, 'uplift', 'conversion_uplift', 'open_rate'],
            dimensions: [group_by],
            filters,
            ...period,
          });
          const [total] = await rowsOf(user, 'query_analytics', { metrics: ADDED, filters, ...period });

          const ran = performance.filter(({ targeted }) => targeted !== 0);
          expect(ran).toEqual(
            expect.arrayContaining(queried.map((row: object): unknown => expect.objectContaining(row))),
          );
          expect(ran).toHaveLength(queried.length);
          expect(performance.length).toBe(group_by === 'campaign' ? campaign_ids.length : queried.length);
          for (const metric of ADDED)
            expect([metric, sumOf(performance, metric)]).toEqual([
              metric,
              sumOf(total ? [total] : [], metric),
            ]);
        },
      ),
      RUNS,
    );
  }, 60_000);

  test('for any user, period and interval, channel metrics come to what a query over all campaigns says', async () => {
    await fc.assert(
      fc.asyncProperty(
        users,
        periods,
        fc.constantFrom('total', 'day', 'week', 'month'),
        async (user, period, interval) => {
          const metrics = ADDED.filter((metric) => metric !== 'targeted');

          const channels = await rowsOf(user, 'get_channel_metrics', { interval, ...period });
          const [total] = await rowsOf(user, 'query_analytics', { metrics, ...period });
          const campaigns = await rowsOf(user, 'query_analytics', {
            metrics,
            dimensions: ['campaign'],
            ...period,
          });

          for (const metric of metrics) {
            const expected = sumOf(total ? [total] : [], metric);
            expect([metric, sumOf(channels, metric)]).toEqual([metric, expected]);
            expect([metric, sumOf(campaigns, metric)]).toEqual([metric, expected]);
          }
        },
      ),
      RUNS,
    );
  }, 60_000);

  test('for any user and period, the dashboard says what a query says, of the period and of the one before', async () => {
    const dashboardSchema = z.object({
      item: z.object({
        kpis: z.array(
          z.object({ metric: z.string(), value: z.number().nullable(), previous: z.number().nullable() }),
        ),
        compared_with: z.object({ from: z.string(), to: z.string(), complete: z.boolean() }),
      }),
    });
    await fc.assert(
      fc.asyncProperty(users, periods, async (user, period) => {
        const { structuredContent } = await call(toolNamed('get_tenant_dashboard'), period, apiOf(user));
        const { kpis, compared_with: before } = dashboardSchema.parse(structuredContent).item;
        const query = async (metrics: string[], dates: object) =>
          (await rowsOf(user, 'query_analytics', { metrics, ...dates }))[0] ?? {};

        const metrics = kpis.map(({ metric }) => metric);
        const earlier = { date_from: before.from, date_to: before.to };
        const [now, then] = await Promise.all(
          [period, earlier].map(async (dates) => ({
            ...(await query(metrics.slice(0, 10), dates)),
            ...(await query(metrics.slice(10), dates)),
          })),
        );

        expect(Object.fromEntries(kpis.map(({ metric, value }) => [metric, value]))).toEqual(now);
        expect(kpis.map(({ previous }) => previous)).toEqual(
          metrics.map((metric) => (before.complete ? then?.[metric] : null)),
        );
      }),
      RUNS,
    );
  }, 60_000);

  test('for any period and dimension, a user of one brand sees what others see of that brand', async () => {
    const dimensions = fc.constantFrom('day', 'week', 'campaign', 'action', 'channel', 'promotion', 'stream');
    await fc.assert(
      fc.asyncProperty(periods, dimensions, async (period, dimension) => {
        const question = { metrics: [...ADDED, 'uplift'], dimensions: [dimension, 'brand'], limit: 1000 };
        const filters = [{ field: 'brand', op: 'eq', value: 'lumenbet' }];

        const own = await rowsOf(NARROW, 'query_analytics', { ...question, ...period });
        const cut = await rowsOf(WIDE, 'query_analytics', { ...question, ...period, filters });

        const active = { metrics: ['active_customers'], dimensions: ['week'], ...period };
        expect(await rowsOf(NARROW, 'query_analytics', active)).toEqual(
          await rowsOf(WIDE, 'query_analytics', { ...active, filters }),
        );
        expect(own).toEqual(cut);
        expect(own.filter(({ brand }) => JSON.stringify(brand) !== LUMENBET)).toEqual([]);
      }),
      RUNS,
    );
  }, 60_000);

  test('for any page size, the pages together are the whole answer', async () => {
    const question = {
      metrics: ['sent', 'uplift'],
      dimensions: ['day', 'campaign', 'channel'],
      date_from: '-6d',
    };
    const whole = await rowsOf(WIDE, 'query_analytics', { ...question, limit: 1000 });

    expect(whole.length).toBeGreaterThan(100);
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 9, max: 200 }), async (limit) => {
        expect(await rowsOf(WIDE, 'query_analytics', { ...question, limit })).toEqual(whole);
      }),
      RUNS,
    );
  }, 60_000);
});

const LUMENBET = JSON.stringify({ id: 'lumenbet', name: 'Lumenbet' });
