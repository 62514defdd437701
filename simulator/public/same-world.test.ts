import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { createDemoSimulator } from '../testing/demo-simulator.ts';
import { getAs } from '../testing/tiny-simulator.ts';
import { localDay } from './data/days.ts';
import { callPublic } from './testing/call-public.ts';

const simulator = await createDemoSimulator();
const executedSchema = z.array(z.looseObject({ CampaignID: z.int(), TargetGroupID: z.int() }));
const rowsSchema = z.array(z.object({ CustomerID: z.string(), ActionID: z.int() }));
const occurrenceSchema = z.object({ id: z.string(), targeted: z.int(), control: z.int() });
const campaignSchema = z.object({
  item: z.object({ target_group: z.object({ id: z.string() }), occurrences: z.array(occurrenceSchema) }),
});

async function read<Schema extends z.ZodType>(schema: Schema, path: string): Promise<z.output<Schema>> {
  const response = await callPublic(simulator, path);
  return schema.parse(await response.json());
}

describe('the public API', () => {
  const tenant = simulator.world.tenant('lumenplay');
  if (tenant === undefined) throw new Error('The demo world has no lumenplay.');
  const { campaigns } = tenant.collections;

  test('lists every scheduled execution that the platform API lists with its campaign', async () => {
    const there = campaigns
      .filter(({ type }) => type !== 'triggered')
      .flatMap(({ occurrences }) => occurrences)
      .filter(({ status }) => status === 'successful' || status === 'failed');
    const days = [...new Set(there.map(({ executed_at }) => localDay(tenant, executed_at)))];
    const lists = await Promise.all(
      days.map((day) => read(executedSchema, `/Actions/GetExecutedCampaignDetails?Date=${day}`)),
    );

    const here = lists.flat().map(({ CampaignID }) => String(CampaignID));
    expect(here.toSorted()).toEqual(there.map(({ id }) => id).toSorted());
  });

  test('tells of an execution what the platform API tells', async () => {
    const response = await getAs(simulator, 'admin@lumenplay.example', '/tenants/lumenplay/campaigns/12027');
    const campaign = campaignSchema.parse(await response.json()).item;
    const [execution] = campaign.occurrences;

    const details = await callPublic(simulator, `/Actions/GetCampaignDetails?CampaignID=${execution?.id}`);

    expect(await details.json()).toMatchObject({
      TargetGroupID: Number(campaign.target_group.id),
      TestGroupSize: (execution?.targeted ?? 0) - (execution?.control ?? 0),
      ControlGroupSize: execution?.control,
    });
  });

  test('has as many customers for each action as the results count', async () => {
    const rows = await read(
      rowsSchema,
      '/Customers/GetProcessedCampaignCustomers?CampaignID=40261&$top=100000',
    );
    const counted = tenant.results.filter((row) => row.campaign_id === '12027' && row.day === '2026-06-12');

    expect(new Set(rows.map(({ CustomerID }) => CustomerID)).size).toBe(rows.length);
    for (const [id, own] of Map.groupBy(counted, ({ action_id, channel }) =>
      channel ? Number(action_id) : 1,
    )) {
      const customers = own.reduce((sum, row) => sum + row.customers, 0);
      expect(rows.filter(({ ActionID }) => ActionID === id)).toHaveLength(customers);
    }
  });

  test('counts the members of a value segment as the platform API does', async () => {
    const segment = tenant.collections.segments.find(({ kind }) => kind === 'value');
    const members = await read(
      z.array(z.unknown()),
      `/Segments/GetCustomersByValueSegment?ValueSegmentID=${segment?.id}&Date=2026-06-15`,
    );

    expect(members).toHaveLength(segment?.customer_count ?? -1);
  });

  test('changes the promotions that the platform API shows', async () => {
    const fresh = await createDemoSimulator();
    await callPublic(fresh, '/v1/promotions/6007/activate', { method: 'PATCH' });
    await callPublic(fresh, '/Integrations/AddPromotions', {
      body: [{ PromoCode: 'WKND50', PromotionName: 'Another name' }],
    });

    const shown = async (id: string): Promise<unknown> => {
      const path = `/tenants/lumenplay/promotions/${id}`;
      const response = await getAs(fresh, 'admin@lumenplay.example', path);
      return response.json();
    };
    expect(await shown('6007')).toMatchObject({ item: { status: 'active' } });
    expect(await shown('6001')).toMatchObject({ item: { name: 'Another name', code: 'WKND50' } });
  });

  test('shows an uploaded list as a target group in both', async () => {
    const fresh = await createDemoSimulator();
    const made = await callPublic(fresh, '/API/v2/target-group/customer-list', {
      body: { 'list-name': 'Winners', customers: ['C0000001', 'C0000002', 'x'] },
    });

    expect(await made.json()).toEqual({
      'target-group-id': 900_000_001,
      'list-id': 'list-900000001',
      'list-name': 'Winners',
      'existed-customers': 2,
      'non-existed-customers': ['x'],
    });
    const path = '/tenants/lumenplay/target-groups/900000001';
    const response = await getAs(fresh, 'admin@lumenplay.example', path);
    expect(await response.json()).toMatchObject({
      item: { name: 'Winners', size: 2, source: 'api', status: 'active' },
    });
  });
});
