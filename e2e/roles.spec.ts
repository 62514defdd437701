import { expect } from '@playwright/test';
import { z } from 'zod';
import { test } from './test.ts';

const campaignsSchema = z.object({
  items: z.array(z.object({ id: z.string(), brand: z.string() })),
  page: z.object({ total: z.int() }),
});
const visibleSchema = z.object({ ids: z.array(z.string()) });

test('a user of one brand sees nothing of the other, in the assistant as in the console', async ({
  host,
  person,
  stack,
}) => {
  await person.connect(host, 'marketer.bet@lumenplay.example');
  const client = await host.connect();
  const list = await client.callTool({ name: 'optimove_list_campaigns', arguments: { limit: 100 } });
  const { items, page } = campaignsSchema.parse(list.structuredContent);

  const visible = await fetch(
    `${stack.control}/visible?user=marketer.bet@lumenplay.example&tenant=lumenplay&entity=campaign`,
  );
  const { ids } = visibleSchema.parse(await visible.json());
  expect(new Set(items.map((item) => item.brand))).toEqual(new Set(['lumenbet']));
  expect(items.map((item) => item.id).toSorted()).toEqual(ids.toSorted());
  expect(page.total).toBe(ids.length);

  // Campaign 12001 is of brand lumenplay, 99999 of nobody: both answers are alike.
  const hidden = await client.callTool({ name: 'optimove_get_campaign', arguments: { id: '12001' } });
  const missing = await client.callTool({ name: 'optimove_get_campaign', arguments: { id: '99999' } });
  await client.close();
  expect(hidden.isError).toBe(true);
  expect(JSON.stringify(hidden.content).replaceAll('12001', 'ID')).toBe(
    JSON.stringify(missing.content).replaceAll('99999', 'ID'),
  );

  const page404 = await person.page.goto(`${stack.simulator}/console/tenants/lumenplay/campaigns/12001`);
  expect(page404?.status()).toBe(404);
});

test('a change of role counts with the very next call', async ({ host, person, stack }) => {
  await person.connect(host, 'analyst@lumenplay.example');
  const client = await host.connect();
  const count = async (): Promise<number> => {
    const list = await client.callTool({ name: 'optimove_list_campaigns', arguments: {} });
    return campaignsSchema.parse(list.structuredContent).page.total;
  };
  const change = (brands: string[]): Promise<Response> =>
    fetch(`${stack.control}/users/analyst@lumenplay.example`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ brands }),
    });

  const both = await count();
  await change(['lumenbet']);
  const one = await count();
  await change(['lumenplay', 'lumenbet']);
  const bothAgain = await count();
  await client.close();

  expect(one).toBeLessThan(both);
  expect(bothAgain).toBe(both);
});
