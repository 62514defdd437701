import { describe, expect, test } from 'vitest';
import type { Simulator } from '../assemble.ts';
import { createDemoSimulator } from '../testing/demo-simulator.ts';
import { callExample } from './testing/call-example.ts';
import { callPublic } from './testing/call-public.ts';
import { stateOf } from './testing/state-of.ts';

type Call = [path: string, body?: unknown, method?: string];

/** The status and the answer of calls, one after the other. */
async function answers(simulator: Simulator, ...calls: Call[]): Promise<[status: number, answer: unknown][]> {
  const given: [number, unknown][] = [];
  for (const [path, body, method] of calls) {
    const response = await callPublic(simulator, path, { body, ...(method !== undefined && { method }) });
    const text = await response.text();
    given.push([response.status, text === '' ? null : JSON.parse(text)]);
  }
  return given;
}

async function last(...calls: Call[]): Promise<unknown> {
  return (await answers(await createDemoSimulator(), ...calls)).at(-1)?.[1];
}

const CALLBACK = 'https://vendor.example/callback';
const updateOf = (CustomerID: string, RealFieldName: string, Value: string): Call => [
  '/Customers/UpdateCustomerAttributes',
  {
    CustomerNewAttributesValuesList: [{ CustomerID, Attributes: [{ RealFieldName, Value }] }],
    CallbackURL: CALLBACK,
  },
];

describe('what the public API writes can be read again:', () => {
  test('attributes of a customer, alone and beside others', async () => {
    const simulator = await createDemoSimulator();
    const [, attributes, changers] = await answers(
      simulator,
      updateOf('c0000042', 'loyalty_points', '4711'),
      ['/Customers/C0000042/Attributes'],
      [
        '/Customers/GetCustomerAttributeChangers?StartDate=2026-06-15&EndDate=2026-06-15&ChangedCustomerAttributes=loyalty_points',
      ],
    );

    const points = { RealFieldName: 'loyalty_points', FieldType: 'DECIMAL(19,4)', Value: '4711' };
    expect(attributes?.[1]).toContainEqual(expect.objectContaining(points));
    const changed = { CustomerID: 'C0000042', FinalCustomerAttributes: ['4711'] };
    expect(changers?.[1]).toEqual([expect.objectContaining(changed)]);
  });

  test('an attribute that was added, with its default', async () => {
    const body = { Name: 'shoe_size', Type: 'INT', DefaultValue: '42', CallbackURL: CALLBACK };
    const attributes = await last(
      ['/Customers/AddCustomerAttribute', body],
      ['/Customers/C0000001/Attributes'],
    );

    expect(attributes).toContainEqual(expect.objectContaining({ RealFieldName: 'shoe_size', Value: '42' }));
  });

  test('a customer who was added', async () => {
    const body = {
      CustomerId: 'new-1',
      Attributes: [{ RealFieldName: 'country', Value: 'MT' }],
      CallbackUrl: CALLBACK,
    };
    const attributes = await last(
      ['/Customers/UpsertCustomer', body, 'PUT'],
      ['/Customers/new-1/Attributes'],
    );

    expect(attributes).toContainEqual(expect.objectContaining({ RealFieldName: 'country', Value: 'MT' }));
    expect(attributes).toContainEqual(expect.objectContaining({ RealFieldName: 'market', Value: 'NULL' }));
  });

  test('nothing of a customer whose data was removed', async () => {
    const remove: Call = ['/Customers/RemoveCustomerPII', { CustomerIDs: ['C0000042'] }];
    const attributes = await last(updateOf('C0000042', 'age', '40'), remove, [
      '/Customers/C0000042/Attributes',
    ]);

    expect(new Set(JSON.stringify(attributes).match(/"Value":"[^"]*"/g))).toEqual(
      new Set(['"Value":"NULL"']),
    );
  });

  test('interactions that a vendor reported', async () => {
    const body = { ChannelID: 504, CampaignID: 40_261, EventID: 6, CustomerIDs: ['C0000042'] };
    const customers = await last(
      ['/Integrations/UpdateCampaignInteractions', body],
      ['/Customers/GetCampaignInteractionCustomers?CampaignID=40261&ChannelID=504&EventID=6'],
    );

    expect(customers).toEqual([{ CustomerID: 'C0000042' }]);
  });

  test('templates, and how many the channel has', async () => {
    const simulator = await createDemoSimulator();
    const body = [{ TemplateID: 77, TemplateName: 'Vendor hello' }];
    const calls = await answers(
      simulator,
      ['/Integrations/AddChannelTemplates?ChannelID=459', body],
      ['/Integrations/GetChannelTemplates?ChannelID=459'],
      ['/Integrations/DeleteChannelTemplates', [{ ChannelID: 504, TemplateID: 20_001 }]],
      ['/Integrations/GetChannelTemplates?ChannelID=504'],
    );

    expect(calls[1]?.[1]).toContainEqual({ TemplateID: 77, TemplateName: 'Vendor hello' });
    expect(calls[3]?.[1]).not.toContainEqual(expect.objectContaining({ TemplateID: 20_001 }));
    const { channels = [], templates = [] } = simulator.world.tenant('lumenplay')?.collections ?? {};
    for (const { id, template_count } of channels)
      expect(templates.filter(({ channel_id }) => channel_id === id)).toHaveLength(template_count);
  });

  test('listeners, unsubscribers and events', async () => {
    const event = {
      tenant: 3101,
      event: 'deposit',
      customer: 'C0000042',
      timestamp: '2026-06-15 11:32:06.094 UTC',
      context: { amount: 150 },
    };
    const listen = { EventTypeID: 1, ListenerURL: CALLBACK };
    const leave = { BrandId: 1, EmailAddresses: ['Customer@mail.example'] };
    const given = await answers(
      await createDemoSimulator(),
      ['/General/RegisterEventListener', listen],
      ['/General/GetRegisteredEventListeners'],
      ['/Optimail/AddUnsubscribers', leave],
      ['/Optimail/GetUnsubscribers?BrandID=1&StartDate=2026-06-15&EndDate=2026-06-15'],
      ['/v2/reportServer', event],
      ['/Customers/GetCustomersActivityEventAttributes?Date=2026-06-15'],
    );

    expect(given[1]?.[1]).toEqual([{ ...listen, ChannelID: null }]);
    expect(given[3]?.[1]).toEqual([{ EmailAddress: 'customer@mail.example', Date: '2026-06-15' }]);
    const time = '2026-06-15T11:32:06.094Z';
    const row = { CustomerID: 'C0000042', Event: 'deposit', Timestamp: time, Attributes: { amount: 150 } };
    expect(given[5]?.[1]).toEqual([row]);
  });
});

describe('an event that is reported', () => {
  test('fires the triggers that listen to it, whose messages are in the outbox', async () => {
    const simulator = await createDemoSimulator();
    const fired = () =>
      simulator.world.tenant('lumenplay')?.collections.triggers.find(({ id }) => id === '7001');
    const before = fired()?.fired_last_24h ?? 0;
    const events = Array.from({ length: 20 }, (_, at): Call => [
      '/v2/reportServer',
      {
        tenant: 3101,
        event: 'deposit',
        customer: `C${String(at * 997 + 1).padStart(7, '0')}`,
        context: { is_first: true },
      },
    ]);

    await answers(simulator, ...events);

    expect(fired()?.fired_last_24h).toBe(before + 20);
    const { entries } = simulator.world.journal.read({});
    const sent = entries.filter(({ via }) => via === 'public').map(({ messages = 0 }) => messages);
    const outbox = simulator.world.messages
      .all()
      .filter(({ endpoint }) => endpoint === 'report-server-event');
    expect(outbox.length).toBeGreaterThan(0);
    expect(outbox).toHaveLength(sent.reduce((sum, messages) => sum + messages, 0));
  });
});

describe('transactional mail', () => {
  const mail = {
    TemplateID: 20_001,
    Recipients: ['a@mail.example', 'b@mail.example'],
    UniqueMessageID: 'o-1',
  };
  const tags = ['FIRST_NAME', 'PROMO_CODE'].map((Tag) => ({ Tag, Value: 'x' }));

  test('is in the outbox, and was sent once', async () => {
    const simulator = await createDemoSimulator();
    const send: Call = ['/TransactionalMail/SendTransactionalMail', { ...mail, Personalizations: tags }];
    const [sent, again, metrics] = await answers(simulator, send, send, [
      '/TransactionalMail/GetTransactionalTemplateMetrics',
    ]);

    expect(sent).toEqual([200, { IsSuccess: true, SendID: 900_000_001, Error: null }]);
    expect(again).toEqual([
      409,
      { status: 409, error: 'Conflict', message: 'Request for this UniqueMessageID has succeeded before' },
    ]);
    expect(metrics?.[1]).toEqual([{ TemplateID: 20_001, Sent: 2 }]);
    expect(simulator.world.messages.all()).toMatchObject([
      { channel: 'email', recipients: 2, client_id: 'lumenplay admin', endpoint: 'send-transactional-mail' },
    ]);
  });

  test('with a tag left out is sent, and told to be 206', async () => {
    const [sent] = await answers(await createDemoSimulator(), [
      '/TransactionalMail/SendTransactionalMail',
      mail,
    ]);

    expect(sent).toEqual([
      206,
      expect.objectContaining({ IsSuccess: true, Error: expect.stringContaining('PROMO_CODE') }),
    ]);
  });
});

function call(path: string, method = 'PATCH', body?: unknown): Call {
  return [`/v1/promotions/${path}`, body, method];
}

describe('a promotion', () => {
  test('goes its documented way, and no other', async () => {
    const simulator = await createDemoSimulator();
    const statuses = await answers(
      simulator,
      call('6007/deactivate'),
      call('6007/activate'),
      call('6007/promotionTiers', 'PATCH', {
        promotionTiers: [{ name: 'a', condition: '', reward: 1, unit: 'x' }],
      }),
      call('6007/deactivate'),
      call('6007/activate'),
      call('6007', 'DELETE'),
      call('6007/activate'),
      call('6007/duplicate', 'POST'),
    );

    expect(statuses.map(([status]) => status)).toEqual([409, 200, 409, 200, 200, 200, 409, 200]);
    expect(statuses.at(-1)?.[1]).toMatchObject({ promotionId: '900000001', status: 'Draft' });
    const changes = simulator.world.journal.read({}).entries.flatMap((entry) => entry.changes ?? []);
    expect(changes.map(({ act, from, to }) => [act, from, to])).toEqual([
      ['activate', 'draft', 'active'],
      ['deactivate', 'active', 'deactivated'],
      ['activate', 'deactivated', 'active'],
      ['archive', 'active', 'archived'],
      ['duplicate', undefined, 'draft'],
    ]);
  });

  test('is left alone by a transaction of which one command is refused', async () => {
    const simulator = await createDemoSimulator();
    const before = stateOf(simulator);
    const commands = [
      { command: 'activate', promotionId: '6007' },
      { command: 'activate', promotionId: '6007' },
    ];
    const [refused] = await answers(simulator, call('transaction', 'POST', { commands }));

    expect(refused?.[0]).toBe(409);
    expect(stateOf(simulator)).toBe(before);
  });

  test('that was deleted gives its code free', async () => {
    const simulator = await createDemoSimulator();
    await callExample(simulator, 'delete-promotions');
    await callPublic(simulator, '/Integrations/AddPromotions', {
      body: [{ PromoCode: 'WKND50', PromotionName: 'Anew' }],
    });
    const named = simulator.world
      .tenant('lumenplay')
      ?.collections.promotions.filter(({ code }) => code === 'WKND50');

    expect(named?.map(({ status }) => status)).toEqual(['archived', 'active']);
  });
});
