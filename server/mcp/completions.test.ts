import { beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { loadPrompts } from '../prompts/registry.ts';
import { type DemoConnector, type DemoUser, openDemoConnector } from '../testing/demo-connector.ts';

const CAMPAIGNS = { type: 'ref/resource', uri: 'optimove://{tenant}/campaigns/{id}' };
const AGENCY = { email: 'agency@agency.example', tenants: 'two' } as const;
const answerSchema = z.object({
  completion: z.object({
    values: z.array(z.string()).max(100),
    hasMore: z.boolean(),
    total: z.number().optional(),
  }),
});

let demo: DemoConnector;
beforeAll(async () => {
  demo = await openDemoConnector();
});

async function complete(ref: object, name: string, value: string, user: DemoUser = {}, given = {}) {
  const params = { ref, argument: { name, value }, context: { arguments: given } };
  return answerSchema.parse((await demo.ask('completion/complete', params, user)).result).completion;
}

/** What stands in the place of an address, as a host puts it there. */
async function readable(value: string, tenant: string, user: DemoUser = {}): Promise<boolean> {
  const uri = `optimove://${tenant}/campaigns/${encodeURIComponent(value)}`;
  return (await demo.ask('resources/read', { uri }, user)).error === undefined;
}

describe('completion of a template', () => {
  test('offers at most a hundred names, newest first, and says that there are more', async () => {
    const all = await complete(CAMPAIGNS, 'id', '');

    expect(all.values.length).toBeGreaterThan(10);
    expect(all.total).toBeGreaterThanOrEqual(all.values.length);
    expect(all.hasMore).toBe(all.values.length < (all.total ?? 0));
  });

  test('offers what contains the text, and all of it can be read', async () => {
    const { values } = await complete(CAMPAIGNS, 'id', 'vip');

    expect(values.length).toBeGreaterThan(1);
    for (const value of values) expect(await readable(value, 'lumenplay')).toBe(true);
  });

  test('marks names as untrusted, and what is written here as nothing', async () => {
    const argument = { name: 'id', value: 'vip' };
    const names = await demo.ask('completion/complete', { ref: CAMPAIGNS, argument });
    const words = await demo.ask('completion/complete', {
      ref: { type: 'ref/prompt', name: 'weekly_performance_review' },
      argument: { name: 'period', value: '' },
    });

    expect(names.result?.['_meta']).toMatchObject({ 'com.optimove/untrusted': ['completion'] });
    expect(words.result?.['_meta']).not.toHaveProperty('com.optimove/untrusted');
  });

  test('offers nobody what they may not see', async () => {
    const narrow = { email: 'marketer.bet@lumenplay.example' };
    const { values } = await complete(CAMPAIGNS, 'id', '', narrow);
    const wide = await complete(CAMPAIGNS, 'id', '');

    expect(values.length).toBeLessThan(wide.values.length);
    for (const value of values.slice(0, 10)) expect(await readable(value, 'lumenplay', narrow)).toBe(true);
  });

  test('offers the tenants of the user, and with several nothing before one is chosen', async () => {
    expect((await complete(CAMPAIGNS, 'tenant', 'NORTH', AGENCY)).values).toEqual(['northaisle']);
    expect((await complete(CAMPAIGNS, 'tenant', '')).values).toEqual(['lumenplay']);
    expect((await complete(CAMPAIGNS, 'id', '', AGENCY)).values).toEqual([]);
    expect((await complete(CAMPAIGNS, 'id', '', AGENCY, { tenant: 'megamart' })).values).toEqual([]);
    const { values } = await complete(CAMPAIGNS, 'id', '', AGENCY, { tenant: 'northaisle' });
    expect(values.length).toBeGreaterThan(0);
    expect(await readable(values[0] ?? '', 'northaisle', AGENCY)).toBe(true);
  });

  test('finds documentation pages, once there is something to search for', async () => {
    const docs = { type: 'ref/resource', uri: 'optimove://docs/{id}' };

    expect((await complete(docs, 'id', '')).values).toEqual([]);
    expect((await complete(docs, 'id', 'control group')).values.join(' ')).toMatch(/^[a-z0-9 -]+$/);
  });

  test.each([
    [{ type: 'ref/resource', uri: 'optimove://{tenant}/users/{id}' }, 'id'],
    [{ type: 'ref/prompt', name: 'no_such_prompt' }, 'campaign'],
    [CAMPAIGNS, 'name'],
  ])('of what is not there is refused: %j', async (ref, name) => {
    const { error } = await demo.ask('completion/complete', { ref, argument: { name, value: '' } });

    expect(error).toMatchObject({ code: -32602 });
  });
});

describe.each(await loadPrompts())('completion of $name', (prompt) => {
  test.each([...prompt.arguments])('offers values for $name', async ({ name }) => {
    const { values } = await complete({ type: 'ref/prompt', name: prompt.name }, name, '');

    expect(values.length).toBeGreaterThan(0);
  });
});
