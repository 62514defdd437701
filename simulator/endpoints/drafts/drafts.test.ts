import { describe, expect, test } from 'vitest';
import { type DraftAnswer, draftAnswerSchema } from '#contract/drafts.ts';
import type { Simulator } from '../../assemble.ts';
import { fingerprintOf } from '../../tenant/hash.ts';
import { createDemoSimulator } from '../../testing/demo-simulator.ts';
import { draftAs, getAs } from '../../testing/tiny-simulator.ts';

const MARKETER = 'marketer@lumenplay.example';
const AT = '/tenants/lumenplay/drafts/';

/** A body of each kind that says everything there is to say, by the plural of its kind. */
const BODIES = {
  campaigns: {
    name: 'Weekend reload',
    target_group_id: '3002',
    channel: 'email',
    content: { subject: 'Hello', body: 'Come in', cta_url: 'https://lumenplay.example/reload' },
    control_group_percent: 20,
    objective: 'More deposits',
    tags: ['reload', 'reload'],
  },
  triggers: {
    name: 'High deposit',
    event: 'deposit',
    conditions: [
      { property: 'amount', operator: 'gt', value: 100 },
      { property: 'currency', operator: 'eq', value: 'EUR' },
    ],
    frequency_cap: { max: 1, per: 'day' },
    target_group_id: '3002',
  },
  streams: {
    name: 'Welcome week',
    entry_target_group_id: '3002',
    steps: [
      { key: 'hello', type: 'message', channel: 'email', next: 'pause' },
      { key: 'pause', type: 'wait', wait_hours: 48, next: 'half' },
      { key: 'half', type: 'split', split_percent: 50, next: 'end', next_alt: 'hello' },
      { key: 'end', type: 'exit' },
    ],
  },
  'target-groups': {
    name: 'VIPs of Malta',
    criteria: {
      type: 'and',
      children: [
        { type: 'lifecycle_stage', operator: 'in', values: ['VIP'] },
        { type: 'segment', operator: 'not_in', segment: { id: '4001', name: 'whatever' } },
      ],
    },
    exclude_target_group_ids: ['3001'],
  },
} as const;
type Plural = keyof typeof BODIES;
const PLURALS: readonly Plural[] = ['campaigns', 'triggers', 'streams', 'target-groups'];

async function draft(
  simulator: Simulator,
  plural: Plural,
  { more = {}, key, user = MARKETER }: { more?: object; key?: string; user?: string } = {},
): Promise<{ status: number; answer: DraftAnswer | undefined; body: unknown }> {
  const headers = key === undefined ? {} : { 'idempotency-key': key };
  const response = await draftAs(simulator, user, `${AT}${plural}`, { ...BODIES[plural], ...more }, headers);
  const body: unknown = await response.json();
  return { status: response.status, answer: draftAnswerSchema.safeParse(body).data, body };
}

async function item(simulator: Simulator, plural: Plural, id: string): Promise<unknown> {
  const response = await getAs(simulator, MARKETER, `/tenants/lumenplay/${plural}/${id}`);
  return response.json();
}

function hashes({ world }: Simulator) {
  return fingerprintOf(world.tenantIds.flatMap((id) => world.tenant(id) ?? [])).entities;
}

/** The priority of a group that is drafted for one brand, when there are so many drafts of another. */
async function priorityBeside(hidden: number): Promise<number | undefined> {
  const simulator = await createDemoSimulator();
  for (let at = 0; at < hidden; at += 1) {
    await draft(simulator, 'target-groups', { more: { name: `Hidden ${at}` } });
  }
  const user = 'marketer.bet@lumenplay.example';
  const criteria = BODIES['target-groups'].criteria.children[0];
  const more = { criteria, exclude_target_group_ids: [] };
  const { answer } = await draft(simulator, 'target-groups', { user, more });
  const groups = simulator.world.tenant('lumenplay')?.collections['target-groups'];
  return groups?.find(({ id }) => id === answer?.draft.id)?.priority;
}

describe.each(PLURALS)('a draft among the %s', (plural) => {
  test('is made once, of its own kind alone, in state draft, and is there at once', async () => {
    const simulator = await createDemoSimulator();
    const before = hashes(simulator);
    const { status, answer } = await draft(simulator, plural);
    const after = hashes(simulator);
    const { id = '', type = '' } = answer?.draft ?? {};

    expect(status).toBe(201);
    expect(answer).toMatchObject({ replayed: false, draft: { status: 'draft', brand: 'lumenplay' } });
    expect(await item(simulator, plural, id)).toMatchObject({
      item: { name: BODIES[plural].name, status: 'draft', source: 'mcp', created_by: MARKETER },
    });
    const changed = Object.keys(after).filter((kind) => after[kind]?.hash !== before[kind]?.hash);
    expect(changed).toEqual([type]);
    expect(after[type]?.count).toBe((before[type]?.count ?? 0) + 1);

    const list = await getAs(simulator, MARKETER, `/tenants/lumenplay/${plural}?limit=1`);
    expect(await list.json()).toMatchObject({ items: [{ id }] });
    const lookup = await getAs(
      simulator,
      MARKETER,
      `/tenants/lumenplay/${plural}/lookup?name=${encodeURIComponent(BODIES[plural].name)}`,
    );
    expect(await lookup.json()).toMatchObject({ matches: [{ id }] });
    expect(
      simulator.world.journal.read({ where: ({ effect }) => effect === 'create_draft' }).entries,
    ).toMatchObject([
      { status: 201, method: 'POST', entity: { type, id }, scopes: ['api:read', 'api:drafts'] },
    ]);
  });

  test('is the same for the same key, however often and at once', async () => {
    const simulator = await createDemoSimulator();
    const both = await Promise.all([
      draft(simulator, plural, { key: 'once' }),
      draft(simulator, plural, { key: 'once' }),
    ]);
    const later = await draft(simulator, plural, { key: 'once' });

    expect(new Set(both.map(({ status }) => status))).toEqual(new Set([200, 201]));
    expect(later).toMatchObject({ status: 200, answer: { replayed: true } });
    expect(new Set([...both, later].map(({ answer }) => answer?.draft.id)).size).toBe(1);
  });

  test('is refused for the same key with another body, and for a name that is taken', async () => {
    const simulator = await createDemoSimulator();
    const first = await draft(simulator, plural, { key: 'once' });
    const other = await draft(simulator, plural, { key: 'once', more: { name: 'Another' } });
    const namesake = await draft(simulator, plural, {
      more: { name: `  ${BODIES[plural].name.toUpperCase()} ` },
    });

    expect(other).toMatchObject({ status: 422, body: { error: { code: 'idempotency_key_reused' } } });
    expect(namesake).toMatchObject({
      status: 409,
      body: { error: { code: 'name_taken', details: { existing: { id: first.answer?.draft.id } } } },
    });
  });

  test.each([
    ['a role that may not draft', 'analyst@lumenplay.example', 403],
    ['a disabled user', 'disabled@lumenplay.example', 401],
    ['a user of another tenant', 'admin@northaisle.example', 404],
  ])('is refused for %s', async (_, user, status) => {
    const simulator = await createDemoSimulator();
    const before = hashes(simulator);

    expect((await draft(simulator, plural, { user })).status).toBe(status);
    expect(hashes(simulator)).toEqual(before);
  });

  test('is gone after a reset of the data, and so is its key', async () => {
    const simulator = await createDemoSimulator();
    const before = hashes(simulator);
    const first = await draft(simulator, plural, { key: 'once' });
    simulator.world.reset();
    expect(hashes(simulator)).toEqual(before);
    const again = await draft(simulator, plural, { key: 'once' });

    expect(again.status).toBe(201);
    expect(again.answer?.draft.id).toBe(first.answer?.draft.id);
  });
});

describe('a draft', () => {
  test('of a campaign holds one treatment with its message, a control action, and no plan', async () => {
    const simulator = await createDemoSimulator();
    const { answer } = await draft(simulator, 'campaigns');

    expect(await item(simulator, 'campaigns', answer?.draft.id ?? '')).toMatchObject({
      item: {
        type: 'scheduled',
        channels: ['email'],
        tags: ['reload'],
        schedule: null,
        execution_at: null,
        approval: { state: 'not_requested' },
        occurrences: [],
        actions: [
          {
            is_control: false,
            share_percent: 80,
            messages: [{ channel: 'email', template: null, content: { subject: 'Hello' } }],
          },
          { is_control: true, share_percent: 20, messages: [] },
        ],
      },
    });
  });

  test('without content and without a control group holds neither', async () => {
    const simulator = await createDemoSimulator();
    const bare = { control_group_percent: 0 };
    const campaign = await draft(simulator, 'campaigns', { more: { ...bare, content: {} } });
    const stream = await draft(simulator, 'streams', { more: bare });

    const shown = await item(simulator, 'campaigns', campaign.answer?.draft.id ?? '');
    expect(shown).toMatchObject({ item: { actions: [{ share_percent: 100 }] } });
    expect(JSON.stringify(shown)).not.toContain('"content"');
    expect(await item(simulator, 'streams', stream.answer?.draft.id ?? '')).toMatchObject({
      item: { treatments: [{ is_control: false, allocation_percent: 100 }] },
    });
  });

  test('of a target group names its segments as they are, and has the size of its estimate', async () => {
    const simulator = await createDemoSimulator();
    const { answer } = await draft(simulator, 'target-groups');
    const { criteria, exclude_target_group_ids: excluded } = BODIES['target-groups'];
    const query = `criteria=${encodeURIComponent(JSON.stringify(criteria))}&exclude_target_group_ids=${excluded[0]}`;
    const estimate = await getAs(simulator, MARKETER, `/tenants/lumenplay/audience-estimate?${query}`);

    const size = answer?.estimated_size;
    expect(size).toBeGreaterThan(0);
    expect(await estimate.json()).toMatchObject({ item: { customers: size, of: 180_000 } });
    expect(await item(simulator, 'target-groups', answer?.draft.id ?? '')).toMatchObject({
      item: {
        size,
        criteria: { children: [{}, { segment: { id: '4001', name: 'Lapsed VIP' } }] },
        criteria_text: 'lifecycle stage is VIP and not in the segment “Lapsed VIP”',
        exclusions: [{ id: '3001' }],
      },
    });
  });

  test('can be built on by the next', async () => {
    const simulator = await createDemoSimulator();
    const group = await draft(simulator, 'target-groups');
    const id = group.answer?.draft.id;

    expect((await draft(simulator, 'campaigns', { more: { target_group_id: id } })).status).toBe(201);
  });

  test.each([
    ['letters in another form', 'Caf\u00E9', 'CAFE\u0301'],
    ['what nobody sees, also within a letter', 'Caf\u00E9', 'Cafe\u200B\u0301'],
  ])('has a name that is not told from others by %s', async (_, name, other) => {
    const simulator = await createDemoSimulator();

    expect((await draft(simulator, 'triggers', { more: { name } })).status).toBe(201);
    expect((await draft(simulator, 'triggers', { more: { name: other } })).status).toBe(409);
  });

  test('of a target group tells nothing of groups that its author may not see', async () => {
    expect(await priorityBeside(0)).toBeGreaterThan(0);
    expect(await priorityBeside(2)).toBe(await priorityBeside(0));
  });

  test('may have the name of one of another brand', async () => {
    const simulator = await createDemoSimulator();
    const more = { target_group_id: undefined };

    expect((await draft(simulator, 'triggers', { more })).status).toBe(201);
    expect((await draft(simulator, 'triggers', { more: { ...more, brand: 'lumenbet' } })).status).toBe(201);
  });

  test('goes by channels that the tenant has', async () => {
    const simulator = await createDemoSimulator();
    const groups = simulator.world.tenant('megamart')?.collections['target-groups'];
    const id = groups?.find(({ status }) => status === 'active')?.id;
    const refusal = async (path: `/tenants/${string}/drafts/${string}`, body: object): Promise<string> =>
      (await draftAs(simulator, 'admin@megamart.example', path, { name: 'A', ...body })).text();

    expect(
      await refusal('/tenants/megamart/drafts/campaigns', { target_group_id: id, channel: 'call_center' }),
    ).toContain('channel is none that the tenant has');
    expect(
      await refusal('/tenants/megamart/drafts/streams', {
        entry_target_group_id: id,
        steps: [{ key: 'a', type: 'message', channel: 'call_center' }],
      }),
    ).toContain('steps[0].channel is none that the tenant has');
  });

  test('needs the scope for drafts', async () => {
    const simulator = await createDemoSimulator();
    const response = await simulator.fetch(
      new Request('http://localhost:4320/api/v1/tenants/lumenplay/drafts/triggers', {
        method: 'POST',
        headers: { authorization: `Bearer user:${MARKETER}`, 'content-type': 'application/json' },
        body: JSON.stringify(BODIES.triggers),
      }),
    );

    expect(response.status).toBe(403);
    expect(response.headers.get('www-authenticate')).toContain('scope="api:drafts"');
  });
});
