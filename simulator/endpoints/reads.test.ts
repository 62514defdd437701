import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { ORIGIN, createTinySimulator, getAs } from '../testing/tiny-simulator.ts';

const simulator = await createTinySimulator();
const read = async (user: string, path: string): Promise<unknown> =>
  (await getAs(simulator, user, path)).json();

describe('GET /me', () => {
  test('gives each tenant of the caller with the rights that the caller has there, and no secret', async () => {
    const answer = await read('eve', '/me');

    expect(answer).toMatchObject({
      user: { id: 'eve', email: 'eve@tiny.example', name: 'eve' },
      tenants: [
        { id: 'one', brands: [{ key: 'red' }], access: { role: 'viewer', brands: ['red'] } },
        { id: 'two', brands: [{ key: 'red' }, { key: 'blue' }], access: { role: 'analyst' } },
      ],
    });
    expect(JSON.stringify(answer)).not.toContain('secret');
  });

  test.each([
    ['?tenant=two', ['two']],
    ['?tenant=two&tenant=one', ['one', 'two']],
    ['?tenant=elsewhere', []],
  ])('gives with %s only these of them', async (query, ids) => {
    expect(await read('eve', `/me${query}`)).toMatchObject({ tenants: ids.map((id) => ({ id })) });
  });
});

describe('GET of one entity', () => {
  test('gives the whole definition, its words and its page in the console', async () => {
    expect(await read('ann', '/tenants/one/segments/3')).toMatchObject({
      tenant_id: 'one',
      time_zone: 'Europe/Malta',
      as_of: expect.stringMatching(/^2026-06-15T12:00:/),
      item: {
        id: '3',
        key: 'segment_0',
        definition: { type: 'attribute', attribute: 'country' },
        definition_text: 'Country is “Malta”',
        url: `${ORIGIN}/console/tenants/one/segments/3`,
      },
    });
    expect(await read('ann', '/tenants/one/target-groups/3')).toMatchObject({
      item: { criteria_text: 'lifecycle stage is VIP' },
    });
  });

  test.each([
    'campaigns',
    'promotions',
    'triggers',
    'journeys',
    'streams',
    'segments',
    'target-groups',
    'templates',
    'channels',
  ])('answers each of %s that its list names', async (collection) => {
    const listSchema = z.object({ items: z.array(z.object({ id: z.string(), url: z.string() })) });
    const { items } = listSchema.parse(await read('bob', `/tenants/one/${collection}?limit=100`));

    expect(items.length).toBeGreaterThan(0);
    for (const { id, url } of items) {
      expect(await read('bob', `/tenants/one/${collection}/${id}`)).toMatchObject({ item: { id, url } });
    }
  });
});

describe('GET …/channels', () => {
  test('shows every channel, with the senders and templates of the caller’s brands only', async () => {
    expect(await read('eve', '/tenants/one/channels')).toMatchObject({
      items: [
        { id: '1', senders: [{ brand: 'red' }], template_count: 4 },
        { id: '2', senders: [{ brand: 'red' }], template_count: 0 },
      ],
      page: { total: 2, has_more: false },
    });
  });
});

describe('GET …/templates', () => {
  test('takes a channel and a text', async () => {
    expect(await read('ann', '/tenants/one/templates?channel_id=2&query=alpha')).toMatchObject({
      items: [{ id: '4', channel_id: '2', name: 'Alpha' }],
      page: { total: 1 },
    });
  });
});

describe('GET …/schema', () => {
  test('gives the words of the tenant, by kind', async () => {
    expect(await read('ann', '/tenants/one/schema')).toMatchObject({
      items: [
        { kind: 'attribute', key: 'country' },
        { kind: 'lifecycle_stage', key: 'vip' },
      ],
    });
    expect(await read('ann', '/tenants/one/schema?kind=attribute&query=COUNTRY')).toMatchObject({
      page: { total: 1 },
    });
  });
});
