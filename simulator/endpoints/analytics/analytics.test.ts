import { describe, expect, test } from 'vitest';
import { DIMENSION_KEYS, METRIC_KEYS } from '#contract/analytics.ts';
import { openWorld } from '#fixtures/open-world.ts';
import { createTinySimulator, getAs } from '../../testing/tiny-simulator.ts';

const simulator = await createTinySimulator();
const PERIOD = 'from=2026-05-01&to=2026-05-31';
const get = async (user: string, path: string) => {
  const response = await getAs(simulator, user, `/tenants/one/analytics/${path}`);
  const body: unknown = await response.json();
  return { status: response.status, body };
};

describe('metrics and dimensions', () => {
  const epoch = new Date('2026-11-22T12:00:00Z');
  test.each([...openWorld({ seed: 1, scale: 'small', epoch }).tenants])(
    'are those of the schema of %s',
    (_, open) => {
      const keys = (wanted: string) =>
        open()
          .schema.filter(({ kind }) => kind === wanted)
          .map(({ key }) => key)
          .toSorted();

      expect(keys('metric')).toEqual([...METRIC_KEYS].toSorted());
      expect(keys('dimension')).toEqual([...DIMENSION_KEYS].toSorted());
    },
  );
});

describe('GET …/analytics/…', () => {
  test.each(['query?metrics=sent&', 'campaigns?campaign_ids=3&', 'dashboard?'])(
    '%s needs analytics.read, and a period that ends after it begins',
    async (path) => {
      expect((await get('eve', `${path}${PERIOD}`)).status).toBe(403);
      expect((await get('ann', `${path}${PERIOD}`)).status).toBe(200);
      expect(await get('ann', `${path}from=2026-05-02&to=2026-05-01`)).toMatchObject({
        status: 400,
        body: { error: { details: { parameter: 'to' } } },
      });
    },
  );

  test.each([
    ['metrics=clicks', 'metrics', expect.arrayContaining(['clicked'])],
    ['metrics=sent&dimensions=country', 'dimensions', expect.arrayContaining(['channel'])],
    ['metrics=sent&filters=channel:gt:sms', 'filters', undefined],
    ['metrics=active_customers&dimensions=channel', 'metrics', undefined],
    ['metrics=sent&colour=red', 'colour', undefined],
    ['metrics=sent&cursor=abc', 'cursor', undefined],
  ])('refuses %s', async (query, parameter, allowed_values) => {
    const { status, body } = await get('ann', `query?${query}&${PERIOD}`);

    expect(status).toBe(400);
    expect(body).toMatchObject({
      error: { details: { parameter, ...(allowed_values !== undefined && { allowed_values }) } },
    });
  });
});

describe('GET …/analytics/query', () => {
  test('answers with nulls where nothing happened, and names the currency', async () => {
    const { body } = await get('ann', `query?metrics=sent&metrics=open_rate&metrics=uplift&${PERIOD}`);

    expect(body).toMatchObject({
      tenant_id: 'one',
      currency: 'EUR',
      data_from: null,
      items: [{ dimensions: {}, metrics: { sent: 0, open_rate: null, uplift: null } }],
      page: { returned: 1, total: 1, has_more: false },
    });
  });
});

describe('GET …/analytics/campaigns', () => {
  test('names what it does not find, and what the caller may not see in the same way', async () => {
    const hidden = await get('bob', `campaigns?campaign_ids=10&campaign_ids=3&${PERIOD}`);
    const absent = await get('bob', `campaigns?campaign_ids=10&campaign_ids=999&${PERIOD}`);

    expect(hidden.body).toMatchObject({ items: [], not_found: ['3'] });
    expect(absent.body).toMatchObject({ items: [], not_found: ['999'] });
  });

  test('answers about every campaign, though it did not run', async () => {
    const { body } = await get('ann', `campaigns?campaign_ids=10&campaign_ids=3&${PERIOD}`);

    expect(body).toMatchObject({
      not_found: [],
      items: [
        { dimensions: { campaign: { id: '3' } }, metrics: { sent: 0 } },
        { dimensions: { campaign: { id: '10' } }, metrics: { sent: 0 } },
      ],
    });
  });
});
