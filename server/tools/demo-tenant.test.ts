import { countTokens } from 'gpt-tokenizer/encoding/o200k_base';
import { AjvJsonSchemaValidator } from '@modelcontextprotocol/server/validators/ajv';
import { beforeAll, describe, expect, test } from 'vitest';
import { COLLECTIONS, type Collection } from '#contract/queries.ts';
import type { ToolResult } from '../shaping/tool-result.ts';
import { definitionOf } from './definition.ts';
import { loadTools } from './registry.ts';
import { call, callThrough, textOf } from './testing/call.ts';
import { type Demo, openDemo } from './testing/demo-tenant.ts';

const EVERYTHING = 'admin@lumenplay.example';
const validator = new AjvJsonSchemaValidator();
const tools = new Map(
  (await loadTools()).map((tool) => [
    tool.name as string,
    { tool, validate: validator.getValidator({ ...definitionOf(tool).outputSchema }) },
  ]),
);
const toolNamed = (name: string) => {
  const found = tools.get(name);
  if (found === undefined) throw new Error(name);
  return found;
};
const listTool = (collection: string) => `optimove_list_${collection.replaceAll('-', '_')}`;
const getTool = (collection: string) => listTool(collection).replace('list', 'get').slice(0, -1);

let demo: Demo;
beforeAll(async () => {
  demo = await openDemo();
});

/** A call as a user of lumenplay; whatever comes back is within the cap and as the output schema says. */
async function callAs(user: string, name: string, args: object = {}): Promise<ToolResult> {
  const { tool, validate } = toolNamed(name);
  const result = await call(tool, args, demo.apiOf(user));
  expect(result.isError ?? validate(result.structuredContent).valid).toBe(true);
  expect(1.35 * countTokens(JSON.stringify(result))).toBeLessThanOrEqual(25_000);
  return result;
}

async function listAs(user: string, name: string, args: object = {}) {
  const pages = await callThrough(toolNamed(name).tool, args, demo.apiOf(user));
  return pages.flatMap(({ items }) => items);
}

function visible(user: string, collection: Collection) {
  const account = demo.world.users.find(user);
  if (account === undefined) throw new Error(user);
  return demo.world.visible(account, 'lumenplay', collection);
}

describe.each(COLLECTIONS)('%s of the demo tenant', (collection) => {
  test.each([EVERYTHING, 'marketer.bet@lumenplay.example', 'viewer@lumenplay.example'])(
    'as %s: the list is what the user may see, on small pages and on large ones',
    async (user) => {
      const expected = visible(user, collection).map(({ id }) => id);

      const [small, large] = await Promise.all(
        [7, 100].map((limit) => listAs(user, listTool(collection), { limit })),
      );

      expect(small?.map(({ id }) => id).toSorted()).toEqual(expected.toSorted());
      expect(large).toEqual(small);
    },
  );

  test('each can be had whole, by id and by name', async () => {
    const entities = visible(EVERYTHING, collection);

    for (const { id, name } of entities) {
      const byId = await callAs(EVERYTHING, getTool(collection), { id });
      const byName = await callAs(EVERYTHING, getTool(collection), { id: name });
      const namesakes = entities.filter((other) => other.name === name);

      expect(byId.structuredContent).toMatchObject({ item: { id } });
      expect(textOf(byName)).toContain(namesakes.length === 1 ? textOf(byId) : `(id ${id})`);
    }
  });

  test('what the user may not see is not found, as what does not exist', async () => {
    const own = new Set(visible('marketer.bet@lumenplay.example', collection).map(({ id }) => id));
    const foreign = visible(EVERYTHING, collection).find(({ id }) => !own.has(id));
    const narrow = (id: string) => callAs('marketer.bet@lumenplay.example', getTool(collection), { id });

    const hidden = textOf(await narrow(foreign?.id ?? ''));

    expect(hidden).toMatch(/^No .* has the id, name or key/);
    expect(hidden.replace(foreign?.id ?? '', 'ID')).toBe(
      textOf(await narrow('987654321')).replace('987654321', 'ID'),
    );
    expect(hidden).not.toContain(foreign?.name ?? '');
  });
});

describe('the example prompts', () => {
  test('all draft campaigns created in the last hour', async () => {
    const result = await callAs(EVERYTHING, 'optimove_list_campaigns', {
      status: ['draft'],
      created_after: '-1h',
    });

    const drafts = visible(EVERYTHING, 'campaigns').filter(
      (one) => 'status' in one && one.status === 'draft' && one.created_at >= '2026-11-22T11:00:00.000Z',
    );
    expect(drafts).toHaveLength(3);
    expect(result.structuredContent).toMatchObject({
      page: { returned: 3, has_more: false, total: 3 },
      resolved: { created_after: '2026-11-22T11:00:00.000Z' },
      as_of: '2026-11-22T12:00:00.000Z',
    });
    for (const { id } of drafts) expect(textOf(result)).toContain(`"id":"${id}"`);
  });

  test('the definition of segment lapsed_vip', async () => {
    const { structuredContent } = await callAs(EVERYTHING, 'optimove_get_segment', { id: 'lapsed_vip' });

    expect(structuredContent).toMatchObject({
      item: {
        key: 'lapsed_vip',
        definition: { type: 'and', children: expect.any(Array) },
        definition_text: expect.any(String),
      },
    });
  });
});

describe('the demo tenant', () => {
  test('names the nearest to a name that is slightly wrong', async () => {
    const result = await callAs(EVERYTHING, 'optimove_get_segment', { id: 'lapsed_vips' });

    expect(textOf(result)).toMatch(/Nearest: "[^"]*apsed[^"]*" \(id \d+\)/);
  });

  test('shows each channel with its templates', async () => {
    const channels = await listAs(EVERYTHING, 'optimove_list_channels');

    for (const { id, template_count: count } of channels) {
      const templates = await listAs(EVERYTHING, 'optimove_list_channels', { channel_id: id });
      const first = await callAs(EVERYTHING, 'optimove_list_channels', { channel_id: id });
      expect(templates).toHaveLength(Number(count));
      expect(first.structuredContent).toMatchObject({ channel: { id } });
    }
    expect(channels.length).toBeGreaterThan(5);
    expect((await callAs(EVERYTHING, 'optimove_list_channels', { channel_id: '987654321' })).isError).toBe(
      true,
    );
  });

  test('tells its schema and who is signed in', async () => {
    const events = await listAs(EVERYTHING, 'optimove_search_schema', { kind: 'event', query: 'deposit' });
    const tenant = await callAs(EVERYTHING, 'optimove_get_tenant');

    expect(events.find(({ key }) => key === 'deposit')).toMatchObject({
      properties: expect.arrayContaining([expect.objectContaining({ key: 'amount', value_type: 'number' })]),
    });
    expect(tenant.structuredContent).toMatchObject({
      item: {
        user: { email: EVERYTHING },
        tenants: [{ id: 'lumenplay', currency: 'EUR', time_zone: 'Europe/Malta', access: { role: 'admin' } }],
        limits: { response_tokens: 25_000, page_size_max: 100 },
      },
    });
  });

  test('was only read from', () => {
    const { entries } = demo.world.journal.read({ limit: 1000 });

    expect(entries.length).toBeGreaterThan(0);
    expect(new Set(entries.map(({ effect }) => effect))).toEqual(new Set(['read']));
  });
});
