import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { audiencesAnswerSchema, estimateAnswerSchema } from '#contract/analytics.ts';
import type { Predicate } from '#contract/entities/predicate.ts';
import { all, attribute, not, stage } from '#fixtures/predicates.ts';
import { createDemoSimulator } from '../../testing/demo-simulator.ts';
import { getAs } from '../../testing/tiny-simulator.ts';

const simulator = await createDemoSimulator();
const MARKETER = 'marketer@lumenplay.example';
const lumenplay = simulator.world.tenant('lumenplay');
const segments = lumenplay?.collections.segments ?? [];
const groups = lumenplay?.collections['target-groups'] ?? [];

async function ask(path: string, user = MARKETER): Promise<{ status: number; body: unknown }> {
  const response = await getAs(simulator, user, `/tenants/lumenplay/${path}`);
  return { status: response.status, body: await response.json() };
}

async function estimate(criteria: unknown, more = '') {
  const query = `criteria=${encodeURIComponent(JSON.stringify(criteria))}${more}`;
  const { body } = await ask(`audience-estimate?${query}`);
  return estimateAnswerSchema.parse(body).item;
}

async function audiences(query: string) {
  return audiencesAnswerSchema.parse((await ask(`analytics/audiences?${query}`)).body).items;
}

const excluding = (ids: readonly string[]): string =>
  ids.map((id) => `&exclude_target_group_ids=${id}`).join('');

describe('an estimate', () => {
  test('of what a saved segment or target group is made of is its count', async () => {
    for (const { definition, customer_count } of segments) {
      expect(await estimate(definition)).toMatchObject({ customers: customer_count, of: 180_000 });
    }
    for (const { criteria, exclusions, size, status } of groups) {
      // What is archived is not excluded by anything new.
      if (status === 'archived') continue;
      expect(await estimate(criteria, excluding(exclusions.map(({ id }) => id)))).toMatchObject({
        customers: size,
      });
    }
  });

  test('is not enlarged by exclusions, and no channel reaches more than all', async () => {
    const live = groups.filter(({ status }) => status !== 'archived').map(({ id }) => id);
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...segments),
        fc.uniqueArray(fc.constantFrom(...live), { maxLength: 4 }),
        async ({ definition, customer_count }, ids) => {
          const { customers, by_channel = [] } = await estimate(
            definition,
            `${excluding(ids)}&by_channel=true`,
          );

          expect(customers).toBeLessThanOrEqual(customer_count);
          expect(by_channel).toHaveLength(8);
          expect(Math.max(...by_channel.map((one) => one.customers))).toBeLessThanOrEqual(customers);
        },
      ),
      { numRuns: 30 },
    );
  });

  test('of those who take e-mail is reached by e-mail, wholly and alone', async () => {
    const rules: [Predicate, (all: number) => number][] = [
      [attribute('email_opt_in', 'eq', true), (whole) => whole],
      [not(attribute('email_opt_in', 'eq', true)), () => 0],
    ];
    for (const [rule, expected] of rules) {
      const { customers, by_channel } = await estimate(all(stage('Active'), rule), '&by_channel=true');
      expect(by_channel?.find(({ channel }) => channel === 'email')?.customers).toBe(expected(customers));
    }
  });

  test.each([
    ['an unknown attribute', { type: 'attribute', attribute: 'x', operator: 'exists' }, 'criteria.attribute'],
    ['a field too much', { type: 'lifecycle_stage', operator: 'in', values: ['VIP'], or: 1 }, 'criteria.or'],
    ['a segment of another brand', segmentRule('lumenplay'), 'criteria.segment.id'],
  ])('is refused for %s', async (_, criteria, parameter) => {
    const query = `criteria=${encodeURIComponent(JSON.stringify(criteria))}`;
    expect(await ask(`audience-estimate?${query}`, 'marketer.bet@lumenplay.example')).toMatchObject({
      status: 400,
      body: { error: { details: { parameter } } },
    });
  });

  test('needs analytics.read, and criteria that are JSON', async () => {
    expect((await ask('audience-estimate?criteria=1', 'viewer@lumenplay.example')).status).toBe(403);
    expect((await ask('audience-estimate?criteria=%7B')).status).toBe(400);
    expect((await ask('audience-estimate')).status).toBe(400);
  });
});

describe('an audience', () => {
  const ids = `segment_ids=${segments[0]?.id}&target_group_ids=${groups[1]?.id}`;

  test('says by which channels it is reached when asked', async () => {
    const [plain, , ...none] = await audiences(ids);
    const [segment, group] = await audiences(`${ids}&by_channel=true`);

    expect(none).toEqual([]);
    expect(plain).not.toHaveProperty('by_channel');
    expect(await estimate(segments[0]?.definition, '&by_channel=true')).toMatchObject({
      by_channel: segment?.by_channel,
    });
    expect(Math.max(...(group?.by_channel ?? []).map(({ customers }) => customers))).toBeLessThanOrEqual(
      group?.customers ?? 0,
    );
  });

  test.each([
    ['day', 30, '2026-05-17'],
    ['week', 12, '2026-03-30'],
    ['month', 12, '2025-07-15'],
  ])('has a trend by %s that ends with its count', async (trend, points, first) => {
    const items = await audiences(`${ids}&trend=${trend}`);

    for (const { customers, trend: line = [] } of items) {
      expect(line.at(-1)).toEqual({ date: '2026-06-15', customers });
      expect(line.map(({ date }) => date)).toEqual(line.map(({ date }) => date).toSorted());
    }
    const [{ trend: line = [] } = { trend: [] }] = items;
    expect([line.length, line[0]?.date]).toEqual([points, first]);
  });

  test('has the same number on a day in every trend, and none before it was made', async () => {
    const [byDay, byWeek] = await Promise.all([
      audiences(`${ids}&trend=day`),
      audiences(`${ids}&trend=week`),
    ]);
    const days = new Map(byDay[0]?.trend?.map(({ date, customers }) => [date, customers]));
    const shared = byWeek[0]?.trend?.filter(({ date }) => days.has(date)) ?? [];

    expect(shared.length).toBeGreaterThan(3);
    for (const { date, customers } of shared) expect(days.get(date)).toBe(customers);
    const young = groups.find(({ name }) => name === 'Spring Tournament Invitees');
    const [item] = await audiences(`target_group_ids=${young?.id}&trend=day`);
    expect(item?.trend?.length).toBeLessThan(5);
  });
});

function segmentRule(brand: string) {
  const found = segments.find((one) => one.brand === brand);
  return { type: 'segment', operator: 'in', segment: { id: found?.id, name: found?.name } };
}
