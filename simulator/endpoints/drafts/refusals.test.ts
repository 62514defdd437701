import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { apiErrorSchema } from '#contract/api-error.ts';
import { fingerprintOf } from '../../tenant/hash.ts';
import { createDemoSimulator } from '../../testing/demo-simulator.ts';
import { ORIGIN } from '../../testing/tiny-simulator.ts';

const simulator = await createDemoSimulator();
const { world } = simulator;
const MARKETER = 'marketer@lumenplay.example';

async function post(
  plural: string,
  body: string | Buffer<ArrayBuffer>,
  headers: Record<string, string> = {},
  user = MARKETER,
) {
  const response = await simulator.fetch(
    new Request(`${ORIGIN}/api/v1/tenants/lumenplay/drafts/${plural}`, {
      method: 'POST',
      headers: { authorization: `Bearer drafter:${user}`, 'content-type': 'application/json', ...headers },
      body,
    }),
  );
  const answer: unknown = await response.json();
  return { status: response.status, error: apiErrorSchema.safeParse(answer).data?.error };
}

async function problemsOf(plural: string, body: object, user = MARKETER): Promise<string[]> {
  const { status, error } = await post(plural, JSON.stringify(body), {}, user);
  expect([status, error?.code]).toEqual([400, 'invalid_request']);
  return (error?.details?.problems ?? []).map(({ parameter, problem }) => `${parameter} ${problem}`);
}

const hash = (): string => fingerprintOf(world.tenantIds.flatMap((id) => world.tenant(id) ?? [])).hash;

const CAMPAIGN = { name: 'A', target_group_id: '3002', channel: 'email' };
const idOf = (
  collection: 'target-groups' | 'templates' | 'promotions' | 'segments',
  find: (row: Row) => boolean,
) => world.tenant('lumenplay')?.collections[collection].find(find)?.id ?? '';
interface Row {
  brand: string;
  status?: string;
  channel?: string;
}
const BET_GROUP = idOf('target-groups', ({ brand }) => brand === 'lumenbet');
const OLD_GROUP = idOf('target-groups', ({ status }) => status === 'archived');
const BET_TEMPLATE = idOf('templates', ({ brand, channel }) => brand === 'lumenbet' && channel === 'email');
const OLD_PROMOTION = idOf('promotions', ({ status }) => status === 'archived');
const SMS_TEMPLATE = idOf('templates', ({ brand, channel }) => brand === 'lumenplay' && channel === 'sms');
const BET_PROMOTION = idOf('promotions', ({ brand }) => brand === 'lumenbet');
const BET_SEGMENT = idOf('segments', ({ brand }) => brand === 'lumenbet');

describe('a creation that is refused', () => {
  test('says everything that is wrong with the form of the body at once', async () => {
    const problems = await problemsOf('campaigns', {
      name: ' ',
      target_group_id: 'x',
      channel: 'fax',
      content: { cta_url: 'javascript:alert(1)', html: '' },
      activate: true,
      scheduled_for: '2026-06-16T00:00:00Z',
    });

    expect(problems.map((problem) => problem.split(' ')[0])).toEqual([
      'name',
      'target_group_id',
      'channel',
      'content.cta_url',
      'content.html',
      'activate',
      'scheduled_for',
    ]);
    expect(problems.at(-1)).toMatch(
      /^scheduled_for is not known; the known ones are name, target_group_id, /,
    );
  });

  test('says everything that is wrong with what it refers to at once', async () => {
    expect(
      await problemsOf('campaigns', {
        ...CAMPAIGN,
        name: '\u200B\u202E',
        template_id: BET_TEMPLATE,
        promotion_id: BET_PROMOTION,
      }),
    ).toEqual([
      'name has no visible character',
      'template_id belongs to the brand lumenbet, while the draft is of lumenplay',
      'promotion_id belongs to the brand lumenbet, while the draft is of lumenplay',
    ]);
    expect(await problemsOf('campaigns', { ...CAMPAIGN, template_id: SMS_TEMPLATE })).toEqual([
      'template_id is for the channel sms, while the message goes by email',
    ]);
    expect(await problemsOf('campaigns', { ...CAMPAIGN, target_group_id: OLD_GROUP })).toEqual([
      'target_group_id is archived; choose another target group',
    ]);
    expect(await problemsOf('campaigns', { ...CAMPAIGN, promotion_id: OLD_PROMOTION })).toContain(
      'promotion_id is archived; choose another promotion',
    );
  });

  test('takes what its author may not see for missing', async () => {
    const bettor = 'marketer.bet@lumenplay.example';
    const invisible = await problemsOf('campaigns', { ...CAMPAIGN, target_group_id: '3002' }, bettor);
    const missing = await problemsOf('campaigns', { ...CAMPAIGN, target_group_id: '999999' }, bettor);

    expect(invisible).toEqual(missing);
    expect(await problemsOf('triggers', { name: 'A', event: 'deposit', brand: 'lumenplay' }, bettor)).toEqual(
      ['brand must be one of: lumenbet'],
    );
  });

  test('keeps to one brand', async () => {
    const criteria = { type: 'segment', operator: 'in', segment: { id: BET_SEGMENT, name: '' } };

    expect(
      await problemsOf('target-groups', {
        name: 'A',
        criteria,
        exclude_target_group_ids: ['3002', BET_GROUP],
      }),
    ).toEqual(['exclude_target_group_ids[0] belongs to the brand lumenplay, while the draft is of lumenbet']);
    expect(await problemsOf('target-groups', { name: 'A', criteria, brand: 'lumenplay' })).toEqual([
      'criteria.segment.id belongs to the brand lumenbet, while the draft is of lumenplay',
    ]);
    expect(
      await problemsOf('triggers', {
        name: 'A',
        event: 'login',
        brand: 'lumenplay',
        target_group_id: BET_GROUP,
      }),
    ).toEqual(['target_group_id belongs to the brand lumenbet, while the draft is of lumenplay']);
  });

  test('says which types of rule there are', async () => {
    const problems = await problemsOf('target-groups', { name: 'A', criteria: { type: 'age', value: 1 } });

    expect(problems).toEqual([
      'criteria.type must be one of: attribute, lifecycle_stage, value_segment, segment, event, engagement, and, or, not',
    ]);
  });

  test('knows every field of every rule', async () => {
    const rule = { type: 'lifecycle_stage', operator: 'in', values: ['VIP'], or: 'New' };
    const criteria = { type: 'and', children: [rule] };

    expect(await problemsOf('target-groups', { name: 'A', criteria })).toEqual([
      'criteria.children[0].or is not known',
    ]);
  });

  test('says that a body is too large, also where its length was not said before', async () => {
    const { error } = await post('campaigns', JSON.stringify({ ...CAMPAIGN, notes: 'x'.repeat(1_000_000) }));

    expect(error?.message).toBe('The body has more than 1000000 bytes. Shorten its texts.');
  });

  test('does not cut a character in two where it shortens a name', async () => {
    const { error } = await post('campaigns', JSON.stringify({ ...CAMPAIGN, [`${'x'.repeat(299)}😀`]: 1 }));

    expect(error?.details?.parameter).toHaveLength(300);
    expect(error?.details?.parameter?.isWellFormed()).toBe(true);
  });

  test('says how many of very many problems it shows', async () => {
    const strangers = Object.fromEntries(Array.from({ length: 60 }, (_, at) => [`x${at}`, 1]));
    const { error } = await post('campaigns', JSON.stringify({ ...CAMPAIGN, ...strangers }));

    expect(error?.details?.problems).toHaveLength(50);
    expect(error?.message).toMatch(/That is 1 of 60 problems; details\.problems has the first 50\.$/);
  });

  test('knows events and their properties by the tenant’s schema', async () => {
    const conditions = [
      { property: 'amount', operator: 'gt', value: '100' },
      { property: 'currency', operator: 'gte', value: 'EUR' },
      { property: 'colour', operator: 'eq', value: 'red' },
      { property: 'is_first', operator: 'exists', value: true },
      { property: 'method', operator: 'in', value: [] },
    ];
    expect(await problemsOf('triggers', { name: 'A', event: 'deposit', conditions })).toEqual([
      'conditions[0].value must be a number',
      'conditions[1].operator does not go with string values; use one of eq, ne, exists, in',
      'conditions[2].property is not a property of deposit; it has amount, currency, method, is_first',
      'conditions[3].value must be left out with exists',
      'conditions[4].value must be a list with in',
    ]);
    expect(await problemsOf('triggers', { name: 'A', event: 'purchase' })).toEqual([
      'event is not an event of the tenant’s schema',
    ]);
  });

  test.each([
    ['a form', { 'content-type': 'application/x-www-form-urlencoded' }, '{}'],
    [
      'text that a page of another origin could send',
      { 'content-type': 'text/plain' },
      JSON.stringify(CAMPAIGN),
    ],
    ['what is not JSON', {}, '{'],
    ['nothing', {}, ''],
    ['a list', {}, '[]'],
    [
      'a body of more than a million bytes',
      {},
      JSON.stringify({ ...CAMPAIGN, notes: 'x'.repeat(1_000_000) }),
    ],
    ['what no stack bears', {}, '['.repeat(300_000) + ']'.repeat(300_000)],
    ['a key of spaces', { 'idempotency-key': 'a b' }, JSON.stringify(CAMPAIGN)],
    ['bytes that are not UTF-8', {}, Buffer.from(JSON.stringify({ ...CAMPAIGN, name: '\xFF' }), 'latin1')],
    ['half a character', {}, JSON.stringify({ ...CAMPAIGN, tags: ['\uD83D'] })],
  ])('does not take %s', async (_, headers, body) => {
    const before = hash();

    expect(await post('campaigns', body, headers)).toMatchObject({
      status: 400,
      error: { code: 'invalid_request' },
    });
    expect(hash()).toBe(before);
  });

  test('for any body, leaves the world as it was, and is no bug', async () => {
    const before = hash();
    const word = fc.constantFrom(
      'name',
      'event',
      'criteria',
      'steps',
      'type',
      'children',
      'segment',
      'channel',
    );
    const plausible = fc.constantFrom('email', 'deposit', 'and', 'not', '3002', 'message', 1, -1, null, true);
    const { value } = fc.letrec<{ value: unknown }>((tie) => ({
      value: fc.oneof(
        { maxDepth: 4 },
        plausible,
        fc.string(),
        fc.array(tie('value'), { maxLength: 3 }),
        fc.dictionary(word, tie('value'), { maxKeys: 4 }),
      ),
    }));
    const base = fc.constantFrom<[string, object]>(
      ['campaigns', CAMPAIGN],
      ['triggers', { name: 'A', event: 'deposit' }],
      ['streams', { name: 'A', entry_target_group_id: '3002', steps: [{ key: 'a', type: 'exit' }] }],
      [
        'target-groups',
        { name: 'A', criteria: { type: 'lifecycle_stage', operator: 'in', values: ['VIP'] } },
      ],
    );
    await fc.assert(
      fc.asyncProperty(base, fc.dictionary(word, value, { minKeys: 1 }), async ([plural, body], wrong) => {
        // An unknown field makes every one of them wrong.
        const { status, error } = await post(plural, JSON.stringify({ ...body, ...wrong, launch: true }));

        expect([status, error?.code]).toEqual([400, 'invalid_request']);
        expect(error?.details?.problems?.length).toBeGreaterThan(0);
        expect(hash()).toBe(before);
      }),
    );
  });
});
