import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DIMENSION_KEYS, METRIC_KEYS, type MetricKey } from '#contract/analytics.ts';
import { CHANNEL_KINDS } from '#contract/entities/entity.ts';
import type { ResultRow } from '#contract/entities/result.ts';
import { createTinyWorld } from '../../testing/tiny-world.ts';
import { aggregate, type Question, type Results } from './aggregate.ts';

const CAMPAIGNS = createTinyWorld().tenant('one')?.collections.campaigns.slice(0, 5) ?? [];
const ADDED: readonly MetricKey[] = [
  'targeted',
  'treated',
  'control',
  'sent',
  'delivered',
  'bounced',
  'opened',
  'clicked',
  'converted',
  'control_converted',
  'unsubscribed',
  'revenue',
  'control_revenue',
];
const [BEGIN, END] = ['2026-05-01', '2026-05-20'];

/** Rows as results have them: parts never exceed wholes, and the control action sends nothing. */
const rows = fc.array(
  fc
    .record({
      day: fc.integer({ min: 1, max: 20 }).map((day) => `2026-05-${String(day).padStart(2, '0')}`),
      campaign: fc.constantFrom(...CAMPAIGNS),
      channel: fc.option(fc.constantFrom(...CHANNEL_KINDS)),
      counts: fc.array(fc.nat(1000), { minLength: 6, maxLength: 6 }),
      revenue_cents: fc.nat(100_000),
    })
    .map(({ campaign, channel, counts, ...row }): ResultRow => {
      const [clicked = 0, opened = 0, delivered = 0, bounced = 0, sent = 0, converted = 0] = counts;
      const isSent = channel === null ? 0 : 1;
      return {
        ...row,
        brand: campaign.brand,
        campaign_id: campaign.id,
        action_id: channel ?? 'none',
        channel,
        customers: clicked + opened + delivered + bounced + sent + converted,
        sent: isSent * (clicked + opened + delivered + bounced),
        delivered: isSent * (clicked + opened + delivered),
        bounced: isSent * bounced,
        opened: isSent * (clicked + opened),
        clicked: isSent * clicked,
        unsubscribed: 0,
        converted,
      };
    }),
  { maxLength: 40 },
);

function sourceOf(results: readonly ResultRow[], brands: readonly string[] = ['red', 'blue']): Results {
  const seen = new Map(CAMPAIGNS.filter(({ brand }) => brands.includes(brand)).map((one) => [one.id, one]));
  const activity = results.map(({ day, brand, customers }) => ({ day, brand, active_customers: customers }));
  return {
    brands: [{ key: 'red', name: 'Red' }],
    results,
    activity: activity.filter(({ brand }) => brands.includes(brand)),
    campaign: (id) => seen.get(id),
  };
}

const ask = (question: Partial<Question>): Question => ({
  metrics: METRIC_KEYS,
  dimensions: [],
  filters: [],
  from: BEGIN,
  to: END,
  ...question,
});

const cents = (value: number | null | undefined): number => Math.round((value ?? 0) * 100);

describe('aggregate', () => {
  test('for any results and dimensions, what the rows count comes to the total', () => {
    fc.assert(
      fc.property(rows, fc.subarray([...DIMENSION_KEYS]), (results, dimensions) => {
        const source = sourceOf(results);
        const parts = aggregate(source, ask({ metrics: ADDED, dimensions }));
        const [total] = aggregate(source, ask({ metrics: ADDED }));

        for (const metric of ADDED) {
          const sum = parts.reduce((so_far, { metrics }) => so_far + cents(metrics[metric]), 0);
          expect([metric, sum]).toEqual([metric, cents(total?.metrics[metric])]);
        }
      }),
    );
  });

  test('for any two periods side by side, each counts its own days and both together all', () => {
    fc.assert(
      fc.property(rows, fc.integer({ min: 10, max: 19 }), (results, last) => {
        const source = sourceOf(results);
        const total = (from: string, to: string) =>
          aggregate(source, ask({ metrics: ['sent', 'targeted'], from, to }))[0]?.metrics;
        const [one, two] = [total(BEGIN, `2026-05-${last}`), total(`2026-05-${last + 1}`, END)];

        expect((one?.sent ?? 0) + (two?.sent ?? 0)).toBe(total(BEGIN, END)?.sent);
        expect((one?.targeted ?? 0) + (two?.targeted ?? 0)).toBe(total(BEGIN, END)?.targeted);
      }),
    );
  });

  test('for any results and dimensions, parts never exceed wholes, and a rate is what the counts of its row say', () => {
    fc.assert(
      fc.property(rows, fc.subarray([...DIMENSION_KEYS]), (results, dimensions) => {
        for (const { metrics } of aggregate(sourceOf(results), ask({ dimensions }))) {
          const { sent, delivered, opened, clicked } = metrics;
          expect([clicked, opened, delivered, sent]).toEqual(
            [clicked, opened, delivered, sent].toSorted((a, b) => Number(a) - Number(b)),
          );
          const expected = sent === 0 ? null : Math.round((10_000 * Number(delivered)) / Number(sent)) / 100;
          expect(metrics.delivery_rate).toBe(expected);
        }
      }),
    );
  });

  test('for any results, a group by a dimension is what a filter on that value gives', () => {
    fc.assert(
      fc.property(rows, fc.constantFrom(...DIMENSION_KEYS), (results, dimension) => {
        const source = sourceOf(results);
        const metrics = METRIC_KEYS.filter((metric) => metric !== 'active_customers');
        for (const row of aggregate(source, ask({ metrics, dimensions: [dimension] }))) {
          const value = row.dimensions[dimension]?.id;
          if (value === undefined) continue;
          const filters = [{ field: dimension, op: 'eq' as const, value }];
          expect(aggregate(source, ask({ metrics, filters }))[0]?.metrics).toEqual(row.metrics);
        }
      }),
    );
  });

  test('for any results of a brand that a user does not see, its numbers are the same', () => {
    fc.assert(
      fc.property(rows, rows, fc.subarray([...DIMENSION_KEYS]), (some, others, dimensions) => {
        const own = some.filter(({ brand }) => brand === 'blue');
        const foreign = others.filter(({ brand }) => brand === 'red');

        expect(aggregate(sourceOf([...own, ...foreign], ['blue']), ask({ dimensions }))).toEqual(
          aggregate(sourceOf(own, ['blue']), ask({ dimensions })),
        );
      }),
    );
  });
});

describe('uplift', () => {
  const [one, two] = CAMPAIGNS;
  const row = (change: Partial<ResultRow>): ResultRow => ({
    day: BEGIN,
    brand: one?.brand ?? '',
    campaign_id: one?.id ?? '',
    action_id: '1',
    channel: 'email',
    customers: 0,
    sent: 0,
    delivered: 0,
    bounced: 0,
    opened: 0,
    clicked: 0,
    converted: 0,
    unsubscribed: 0,
    revenue_cents: 0,
    ...change,
  });
  const METRICS = ['conversion_uplift', 'revenue_uplift', 'uplift'] as const;
  const email = row({ customers: 600, converted: 60, revenue_cents: 60_000 });
  const sms = row({ channel: 'sms', customers: 300, converted: 12, revenue_cents: 15_000 });
  const control = row({ channel: null, customers: 100, converted: 5, revenue_cents: 4000 });

  test('is what treated customers did more than those of the control group', () => {
    const [total] = aggregate(sourceOf([email, sms, control]), ask({ metrics: METRICS }));

    expect(total?.metrics).toEqual({ conversion_uplift: 3, revenue_uplift: 0.4333, uplift: 390 });
  });

  test('of each channel is measured against the control group of the whole campaign', () => {
    const parts = aggregate(
      sourceOf([email, sms, control]),
      ask({ metrics: METRICS, dimensions: ['channel'] }),
    );

    expect(parts).toEqual([
      {
        dimensions: { channel: { id: 'email', name: 'email' } },
        metrics: { conversion_uplift: 5, revenue_uplift: 0.6, uplift: 360 },
      },
      {
        dimensions: { channel: { id: 'sms', name: 'sms' } },
        metrics: { conversion_uplift: -1, revenue_uplift: 0.1, uplift: 30 },
      },
      {
        dimensions: { channel: null },
        metrics: { conversion_uplift: null, revenue_uplift: null, uplift: null },
      },
    ]);
  });

  test('is unknown without a control group, and such a campaign does not disturb that of others', () => {
    const without = row({ campaign_id: two?.id ?? '', customers: 5000, converted: 5000 });
    const source = sourceOf([email, sms, control, without]);
    const uplift = (filters: Question['filters']) =>
      aggregate(source, ask({ metrics: ['conversion_uplift'], filters }))[0]?.metrics.conversion_uplift;

    expect(uplift([{ field: 'campaign', op: 'eq', value: two?.id ?? '' }])).toBeNull();
    expect(uplift([])).toBe(3);
  });
});
