import { AxeBuilder } from '@axe-core/playwright';
import { expect } from '@playwright/test';
import { z } from 'zod';
import { test } from './test.ts';

const segmentSchema = z.object({ item: z.object({ url: z.url(), name: z.string() }) });
const PAGES = [
  '/console/tenants/lumenplay',
  '/console/tenants/lumenplay/campaigns',
  '/console/tenants/lumenplay/campaigns/12001',
  '/console/tenants/lumenplay/segments?query=lapsed',
  '/profile/connections',
];

test('the link of an item opens its page in the console', async ({ host, person }) => {
  await person.connect(host, 'marketer@lumenplay.example');
  const client = await host.connect();
  const answer = await client.callTool({ name: 'optimove_get_segment', arguments: { id: 'lapsed_vip' } });
  await client.close();
  const { item } = segmentSchema.parse(answer.structuredContent);

  await person.page.goto(item.url);

  await expect(person.page.getByRole('heading', { level: 1 })).toContainText(item.name);
});

for (const scheme of ['light', 'dark'] as const) {
  test(`every page is accessible and loads nothing from elsewhere (${scheme})`, async ({
    host,
    person,
    stack,
  }) => {
    const { page } = person;
    const elsewhere: string[] = [];
    page.on('request', (request) => {
      if (new URL(request.url()).origin !== new URL(stack.simulator).origin) elsewhere.push(request.url());
    });
    await page.emulateMedia({ colorScheme: scheme });

    const violations: string[] = [];
    const judge = async (name: string): Promise<void> => {
      const { violations: found } = await new AxeBuilder({ page }).analyze();
      for (const { id, nodes } of found)
        violations.push(`${name}: ${id} ${nodes.map((node) => node.html).join(' ')}`);
    };
    await page.goto(await host.authorizationUrl());
    await judge('sign-in');
    await person.signIn('marketer@lumenplay.example');
    await expect(page.getByRole('button', { name: 'Approve' })).toBeVisible();
    await judge('consent');
    for (const path of PAGES) {
      await page.goto(`${stack.simulator}${path}`);
      await judge(path);
    }

    expect(violations).toEqual([]);
    expect(elsewhere).toEqual([]);
  });
}
