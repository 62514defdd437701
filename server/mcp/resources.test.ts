import * as fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { loadResources } from '../resources/registry.ts';
import { type DemoConnector, openDemoConnector } from '../testing/demo-connector.ts';

const NARROW = { email: 'marketer.bet@lumenplay.example' };
const AGENCY = { email: 'agency@agency.example', tenants: 'two' } as const;

const listedSchema = z.object({ resources: z.array(z.object({ uri: z.string() })) });
const readSchema = z.object({
  contents: z.tuple([
    z.object({ uri: z.string(), mimeType: z.literal('application/json'), text: z.string() }),
  ]),
});
const toolSchema = z.object({
  content: z.tuple([z.object({ type: z.literal('text'), text: z.string() })], z.unknown()),
  structuredContent: z.looseObject({ items: z.array(z.object({ id: z.string() })).optional() }),
});

const resources = await loadResources();
let demo: DemoConnector;
beforeAll(async () => {
  demo = await openDemoConnector();
});

async function call(name: string, args: object, user = {}) {
  return toolSchema.parse((await demo.ask('tools/call', { name, arguments: args }, user)).result);
}

async function read(uri: string, user = {}) {
  return readSchema.parse((await demo.ask('resources/read', { uri }, user)).result).contents[0];
}

describe.each(resources.filter(({ ids }) => ids !== undefined))('template $uri', (resource) => {
  test('reads what its tool answers', async () => {
    const query = resource.name === 'doc' ? { query: 'deposit' } : {};
    const found = await call(resource.ids?.tool ?? '', query);
    const id = found.structuredContent.items?.[0]?.id ?? '';
    const uri = resource.uri.replace('{tenant}', 'lumenplay').replace('{id}', id);

    const { content } = await call(resource.tool, resource.args(id));

    expect(await read(uri)).toEqual({ uri, mimeType: 'application/json', text: content[0].text });
  });
});

describe('resources/list', () => {
  test('has the schema of each tenant and what the user may do, all of which can be read', async () => {
    const { resources: listed } = listedSchema.parse((await demo.ask('resources/list', {}, AGENCY)).result);

    expect(listed.map(({ uri }) => uri)).toEqual([
      'optimove://lumenplay/schema',
      'optimove://northaisle/schema',
      'optimove://tenants',
    ]);
    for (const { uri } of listed) expect((await read(uri, AGENCY)).text).toContain('"as_of"');
    expect((await read('optimove://northaisle/schema', AGENCY)).text).toContain('"tenant_id":"northaisle"');
  });

  test.each(['resources/list', 'resources/templates/list', 'prompts/list'])(
    '%s is private and has one page',
    async (method) => {
      expect((await demo.ask(method)).result).toMatchObject({ cacheScope: 'private' });
      expect((await demo.ask(method, { cursor: 'next' })).error).toMatchObject({ code: -32602 });
    },
  );
});

describe('resources/read', () => {
  test('finds an entity by its name', async () => {
    const byKey = await read('optimove://lumenplay/segments/lapsed_vip');
    const byName = await read('optimove://lumenplay/segments/Lapsed%20VIP');

    expect(byName.text).toBe(byKey.text);
    expect(byKey.text).toContain('"key":"lapsed_vip"');
  });

  test('marks what it gives as untrusted and not to be kept', async () => {
    const { result } = await demo.ask('resources/read', { uri: 'optimove://lumenplay/segments/lapsed_vip' });

    expect(result).toMatchObject({
      _meta: { 'com.optimove/untrusted': ['contents'] },
      cacheScope: 'private',
      ttlMs: 0,
    });
  });

  test('answers what the user may not see as what does not exist', async () => {
    const own = await call('optimove_list_campaigns', { limit: 100 }, NARROW);
    const all = await call('optimove_list_campaigns', { limit: 100 });
    const visible = own.structuredContent.items?.map(({ id }) => id);
    const foreign = all.structuredContent.items?.find(({ id }) => !visible?.includes(id))?.id ?? '';
    const refusalOf = async (id: string) => {
      const uri = `optimove://lumenplay/campaigns/${id}`;
      const { error } = await demo.ask('resources/read', { uri }, NARROW);
      expect(error).toMatchObject({ code: -32602, data: { uri } });
      return error?.message.replace(id, 'ID');
    };

    expect(await refusalOf(foreign)).toBe(await refusalOf('987654321'));
  });

  test('for any other address, says that nothing is there and asks the tenant nothing', async () => {
    const before = demo.upstream.at('/api/').length;
    const addresses = fc.oneof(
      fc.webUrl(),
      fc.string({ unit: 'binary' }).map((text) => `optimove://${text.toWellFormed()}`),
      fc.constantFrom(
        'optimove://megamart/campaigns/1',
        'optimove://lumenplay/campaigns/1/2',
        'optimove://lumenplay/campaigns/%E0%A4%A',
        'optimove://lumenplay/users/1',
        'optimove://lumenplay/campaigns/',
        `optimove://lumenplay/campaigns/${'1'.repeat(100_000)}`,
      ),
    );
    await fc.assert(
      fc.asyncProperty(addresses, async (uri) => {
        const { error } = await demo.ask('resources/read', { uri });

        expect(error).toMatchObject({ code: -32602, data: { uri } });
      }),
      { numRuns: 50 },
    );
    expect(demo.upstream.at('/api/')).toHaveLength(before);
  }, 60_000);

  test('counts as a call of the user, and says what is wrong in the words of the tool', async () => {
    const limited = await openDemoConnector({ rateLimit: { calls: 1, seconds: 10 } });
    await limited.ask('resources/read', { uri: 'optimove://tenants' });

    const { error } = await limited.ask('resources/read', { uri: 'optimove://tenants' });

    expect(error).toMatchObject({ code: -32603, data: { error_code: 'rate_limited' } });
    expect(error?.message).toMatch(/^Too many calls: .* in \d+ seconds\.$/);
  });
});
