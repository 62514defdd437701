import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { startConnector } from './testing/connector.ts';
import { RESOURCE } from './testing/fake-upstream.ts';
import { LUMENPLAY } from './testing/principal.ts';
import { loadTools } from './tools/registry.ts';
import { TOOLSETS } from './toolsets.ts';

const TENANTS = [
  LUMENPLAY,
  { id: 'northaisle', name: 'Northaisle', region: 'us', time_zone: 'America/Chicago' },
];
const tools = await loadTools();
const stack = await startConnector({ tools });
const listSchema = z.object({
  result: z.object({ tools: z.array(z.looseObject({ name: z.string(), inputSchema: z.looseObject({}) })) }),
});

interface Visit {
  scope: string;
  tenants: typeof TENANTS;
}

async function at(
  address: string,
  { scope, tenants }: Visit,
  method: string,
  params: object = {},
  more = {},
) {
  stack.upstream.introspection['scope'] = scope;
  stack.upstream.introspection['tenants'] = tenants;
  const token = await stack.upstream.token({ claims: { scope } });
  const headers = {
    authorization: `Bearer ${token}`,
    ...('uri' in params && { 'mcp-name': String(params.uri) }),
    ...more,
  };
  return stack.post(method, params, { headers }, RESOURCE + address);
}

async function listAt(address: string, visit: Visit) {
  return listSchema.parse(await (await at(address, visit, 'tools/list')).json()).result.tools;
}

const visits: fc.Arbitrary<Visit> = fc.record({
  scope: fc.constantFrom('optimove:read', 'optimove:read optimove:drafts.write'),
  tenants: fc.subarray(TENANTS, { minLength: 1 }),
});
const narrowings = fc
  .record({
    pinned: fc.boolean(),
    toolsets: fc.subarray([...TOOLSETS]),
    readOnly: fc.constantFrom('', 'true', 'false'),
  })
  .map(({ toolsets, readOnly, pinned }) => {
    const query = new URLSearchParams({
      ...(toolsets.length > 0 && { toolsets: toolsets.join(',') }),
      ...(readOnly !== '' && { read_only: readOnly }),
    });
    return { pinned, search: query.size === 0 ? '' : `?${query.toString()}` };
  });

describe('a narrowed address', () => {
  test('the catalog has a category for every tool', () => {
    expect(tools.filter(({ toolset }) => toolset === undefined)).toEqual([]);
    expect(new Set(tools.map(({ toolset }) => toolset)).isSupersetOf(new Set(TOOLSETS.slice(0, 4)))).toBe(
      true,
    );
  });

  test('never offers a tool that the plain address does not, and refuses every other as unknown', async () => {
    await fc.assert(
      fc.asyncProperty(visits, narrowings, fc.nat(), async (visit, { pinned, search }, pick) => {
        const address = (pinned ? `/t/${visit.tenants[0]?.id}` : '') + search;
        const [plain, narrowed] = [await listAt('', visit), await listAt(address, visit)];
        const names = new Set(narrowed.map(({ name }) => name));
        const left = plain.filter(({ name }) => !names.has(name));
        const out = left[pick % Math.max(left.length, 1)];

        expect(names.isSubsetOf(new Set(plain.map(({ name }) => name)))).toBe(true);
        expect(narrowed.some(({ inputSchema }) => JSON.stringify(inputSchema).includes('"tenant_id"'))).toBe(
          !pinned && visit.tenants.length > 1 && narrowed.length > 0,
        );
        if (out === undefined) return;
        const upstreamBefore = stack.upstream.at('/api/').length;
        const answer = await at(address, visit, 'tools/call', { name: out.name, arguments: {} });
        expect(await answer.json()).toMatchObject({
          error: { code: -32602, message: expect.stringMatching(/^Unknown tool\./) },
        });
        expect(stack.upstream.at('/api/').length).toBe(upstreamBefore);
      }),
      { numRuns: 60 },
    );
  });

  test.each([
    ['?toolsets=knowledge', ['optimove_get_doc', 'optimove_search_docs']],
    ['/t/lumenplay?toolsets=knowledge&read_only=true', ['optimove_get_doc', 'optimove_search_docs']],
    ['?toolsets=builder_streams&read_only=true', []],
  ])('%s offers exactly its own', async (address, names) => {
    const visit = { scope: 'optimove:read optimove:drafts.write', tenants: TENANTS };

    expect((await listAt(address, visit)).map(({ name }) => name)).toEqual(names);
  });

  test('offers no resource, completion or prompt whose tool it does not offer', async () => {
    const visit = { scope: 'optimove:read', tenants: [LUMENPLAY] };
    const ask = async (method: string, params: Record<string, unknown> = {}) => {
      const { uri } = params;
      const headers = typeof uri === 'string' ? { 'mcp-name': uri } : {};
      return (await at('?toolsets=knowledge', visit, method, params, headers)).json();
    };
    const ref = { type: 'ref/resource', uri: 'optimove://{tenant}/campaigns/{id}' };
    const argument = { name: 'id', value: '' };
    const before = stack.upstream.at('/api/').length;

    expect(await ask('resources/templates/list')).toMatchObject({
      result: { resourceTemplates: [{ uriTemplate: 'optimove://docs/{id}' }] },
    });
    expect(await ask('resources/list')).toMatchObject({ result: { resources: [] } });
    expect(await ask('prompts/list')).toMatchObject({ result: { prompts: [] } });
    for (const uri of ['optimove://tenants', 'optimove://lumenplay/campaigns/12001'])
      expect(await ask('resources/read', { uri })).toMatchObject({
        error: { code: -32602, message: expect.stringMatching(/^Nothing has this address/), data: { uri } },
      });
    expect(
      await ask('completion/complete', { ref, argument, context: { arguments: { tenant: 'lumenplay' } } }),
    ).toMatchObject({ result: { completion: { values: [] } } });
    expect(stack.upstream.at('/api/')).toHaveLength(before);
  });

  test('suggests no tool that it does not offer', async () => {
    const visit = { scope: 'optimove:read', tenants: TENANTS };
    const answer = await at('?toolsets=knowledge', visit, 'tools/call', {
      name: 'optimove_list_campaign',
      arguments: {},
    });

    expect(await answer.text()).not.toContain('optimove_list_campaigns');
  });

  test('reads no resource and gives no prompt that would take another tool or tenant', async () => {
    const visit = { scope: 'optimove:read', tenants: TENANTS };
    const uri = 'optimove://northaisle/segments/1';
    const places = { ref: { type: 'ref/resource', uri: 'optimove://{tenant}/segments/{id}' } };
    const asked = [
      ['resources/read', { uri }],
      [
        'completion/complete',
        { ...places, argument: { name: 'id', value: '' }, context: { arguments: { tenant: 'northaisle' } } },
      ],
      ['prompts/get', { name: 'explain_segment', arguments: { segment: 'x', tenant_id: 'northaisle' } }],
    ] as const;

    for (const address of ['/t/lumenplay', '?toolsets=knowledge', '/t/northaisle?toolsets=analyst']) {
      const before = stack.upstream.at('/api/').length;
      for (const [method, params] of asked) {
        const text = await (await at(address, visit, method, params)).text();
        expect(text).toMatch(/"code":-32602|"values":\[\]/);
        expect(text).not.toContain('There are: .');
      }
      expect(stack.upstream.at('/api/').length).toBe(before);
    }
  });
});
