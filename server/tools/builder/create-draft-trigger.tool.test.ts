import { beforeAll, describe, expect, test } from 'vitest';
import { openBench } from './testing/bench.ts';

let bench: Awaited<ReturnType<typeof openBench>>;
beforeAll(async () => {
  bench = await openBench();
});

describe('optimove_create_draft_trigger', () => {
  test('makes of the example prompt what it says, and of nothing else a word', async () => {
    const { output, posts } = await bench.build('trigger', {
      name: 'Deposits above 100',
      event: 'deposit',
      conditions: [{ property: 'amount', op: 'gt', value: '100' }],
    });

    expect(output).toEqual({
      draft: {
        id: expect.stringMatching(/^\d+$/),
        type: 'trigger',
        name: 'Deposits above 100',
        status: 'draft',
        url: expect.stringContaining('/console/tenants/lumenplay/triggers/'),
        created_at: '2026-11-22T12:00:00.000Z',
        created_by: 'marketer@lumenplay.example',
      },
      interpretation: 'Fires on the event deposit when amount is greater than 100.',
      warnings: [
        'There is no frequency cap: it fires each time.',
        'amount is "in the currency of the deposit", and no condition says which.',
        'It belongs to the brand lumenplay, since none was named.',
      ],
      replayed: false,
      tenant_id: 'lumenplay',
      time_zone: 'Europe/Malta',
      as_of: '2026-11-22T12:00:00.000Z',
    });
    expect(posts).toEqual([
      {
        path: '/api/v1/tenants/lumenplay/drafts/triggers',
        body: {
          name: 'Deposits above 100',
          event: 'deposit',
          conditions: [{ property: 'amount', operator: 'gt', value: 100 }],
          description: '',
        },
      },
    ]);
  });

  test('takes names as people write them, and gives values their types', async () => {
    const { output, posts } = await bench.build('trigger', {
      name: 'Euro deposits',
      event: 'Deposit',
      conditions: [
        { property: 'Amount', op: 'in', value: '100, 250.50' },
        { property: 'currency', op: 'eq', value: 'EUR' },
        { property: 'is_first', op: 'ne', value: 'TRUE' },
        { property: 'method', op: 'exists' },
      ],
      frequency_cap: { max: 1, per: 'day' },
      target_group_id: 'vip active eu',
      brand: 'Lumenplay',
    });

    expect(output).toMatchObject({
      interpretation:
        'Fires on the event deposit when amount is one of 100 or 250.5, currency is "EUR", is_first is not true and ' +
        'method has a value, at most once a day for each customer, for customers of the target group "VIP Active EU".',
      warnings: [],
    });
    expect(posts[0]?.body).toMatchObject({
      event: 'deposit',
      brand: 'lumenplay',
      target_group_id: expect.stringMatching(/^\d+$/),
      conditions: [
        { property: 'amount', operator: 'in', value: [100, 250.5] },
        { property: 'currency', operator: 'eq', value: 'EUR' },
        { property: 'is_first', operator: 'ne', value: true },
        { property: 'method', operator: 'exists' },
      ],
    });
  });

  test('says all that is wrong at once, and creates nothing', async () => {
    const { text, posts } = await bench.build('trigger', {
      name: 'Wrong',
      event: 'deposit',
      conditions: [
        { property: 'amont', op: 'gt', value: '5' },
        { property: 'amount', op: 'gt', value: '1,000' },
        { property: 'amount', op: 'gte' },
        { property: 'currency', op: 'gt', value: 'EUR' },
        { property: 'is_first', op: 'eq', value: 'yes' },
        { property: 'amount', op: 'exists', value: '1' },
        { property: 'amount', op: 'in', value: '1,,2' },
      ],
      target_group_id: 'VIP Activ EU',
      brand: 'nobody',
    });

    expect(posts).toEqual([]);
    for (const words of [
      'conditions[0].property is not in the schema of this tenant; the nearest is amount',
      'conditions[1].value must be a number such as 100 or 99.5',
      'conditions[2].value must be a number',
      'conditions[3].op does not fit currency, whose type is string (allowed: "eq", "ne", "in", "exists")',
      'conditions[4].value must be true or false',
      'conditions[5].value does not belong to exists',
      'conditions[6].value must be values of type number, separated by commas',
      'target_group_id names no target group that this user may see; optimove_list_target_groups has them (nearest: "VIP Active EU" (id ',
      'brand is none of the brands of this user (allowed: "lumenplay", "lumenbet")',
    ])
      expect(text).toContain(words);
  });

  test('of an unknown event names the nearest and all there are', async () => {
    const { text, posts } = await bench.build('trigger', { name: 'Wrong', event: 'depositt' });

    expect(posts).toEqual([]);
    expect(text).toContain('the nearest is deposit; optimove_search_schema');
    expect(text).toContain('"withdrawal_requested"');
  });

  test('a target group of another brand than the one named is refused', async () => {
    const { text, posts } = await bench.build('trigger', {
      name: 'Crossed',
      event: 'deposit',
      target_group_id: 'VIP Active EU',
      brand: 'lumenbet',
    });

    expect(posts).toEqual([]);
    expect(text).toContain('target_group_id belongs to the brand lumenplay, while the draft is of lumenbet');
  });

  test.each(['analyst@lumenplay.example', 'viewer@lumenplay.example'])(
    '%s hears of the missing right before anything else',
    async (who) => {
      const { text, posts } = await bench.build('trigger', { name: 'No', event: 'nothing' }, who);

      expect(text).toContain('lacks the permission "drafts.write"');
      expect(posts).toEqual([]);
    },
  );

  test.each(['\u202Egnidrael', 'in\u200Bvisible', 'two\nlines', ' ', '\u{E0041}tag'])(
    'the name %j is refused',
    async (name) => {
      const { text, posts } = await bench.build('trigger', { name, event: 'deposit' });

      expect(text).toMatch(/^Invalid argument: name (holds invisible|must)/);
      expect(posts).toEqual([]);
    },
  );
});
