import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { createDemoSimulator } from '../testing/demo-simulator.ts';
import { createTinySimulator } from '../testing/tiny-simulator.ts';
import { callExample } from './testing/call-example.ts';
import { callPublic } from './testing/call-public.ts';

const { world } = await createDemoSimulator();
const simulator = await createTinySimulator({ quirks: true }, world);

async function firstOf(id: string): Promise<Record<string, unknown>> {
  const response = await callExample(simulator, id);
  const [first = {}] = z.array(z.record(z.string(), z.unknown())).parse(await response.json());
  return first;
}

describe('with quirks, the public API', () => {
  test.each([
    ['get-execution-channels', { ChannelId: 502, ChannelName: 'Call centre' }],
    ['get-executed-campaigns-by-channel', { CampaignID: '40261' }],
    ['get-channel-templates', { TemplateID: '20001', TemplateName: 'Weekend Reload – e-mail' }],
  ])('has the oddities of %s', async (id, first) => {
    expect(await firstOf(id)).toEqual(first);
  });

  test('names channels, times and attributes as clients see them', async () => {
    const campaign = await callExample(simulator, 'get-campaign-details');
    expect(await campaign.json()).toMatchObject({ Channels: expect.arrayContaining([{ Id: 504 }]) });

    const row = await firstOf('get-customer-execution-details-by-campaign');
    expect(Object.keys(row)).toEqual(expect.arrayContaining(['ScheduleTime', 'CustomerAttribute']));
    expect(Object.keys(row)).not.toContain('ScheduledTime');
  });

  test('has empty bodies for empty lists, and a code for what is done', async () => {
    const empty = await callExample(simulator, 'get-customer-product-recommendations');
    const done = await callExample(simulator, 'register-event-listener');

    expect([empty.status, await empty.text()]).toEqual([200, '']);
    expect(await done.json()).toEqual({ ResponseCode: 200 });
  });

  test('has an error for every taste', async () => {
    const json = async (path: string, how = {}): Promise<unknown> => {
      const response = await callPublic(simulator, path, how);
      return [response.status, await response.json()];
    };

    expect(await json('/Actions/GetPromoCodes')).toEqual([
      400,
      {
        title: 'One or more validation errors occurred.',
        status: 400,
        errors: { '': ['The query parameter Date is missing.'] },
      },
    ]);
    expect(await json('/Integrations/AddPromotions', { body: [] })).toEqual([
      400,
      { Errors: ['body must have at least 1 item.'] },
    ]);
    expect(await json('/Apikey/Info', { key: 'none' })).toEqual([401, { Error: expect.any(String) }]);
    expect(await json('/Optimail/AddUnsubscribers', { body: {} })).toEqual([200, expect.any(String)]);
    const event = { tenant: 3101, event: 'nothing', customer: 'C0000042' };
    expect(await json('/v2/reportServer', { body: event })).toEqual([
      200,
      {
        status: 'error',
        message: 'Failed to validate the event with the following error - event "nothing" is not defined',
      },
    ]);
    const unknown = await callPublic(simulator, '/Groups/GetTargetGroupName?TargetGroupID=1');
    expect([unknown.status, await unknown.text()]).toEqual([404, 'Not Found']);
  });
});
