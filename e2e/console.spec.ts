import { expect, type Page } from '@playwright/test';
import { z } from 'zod';
import { barriersOf, unfold } from './accessibility.ts';
import { test } from './test.ts';

const segmentSchema = z.object({ item: z.object({ url: z.url(), name: z.string() }) });
const TENANT = '/console/tenants/lumenplay';
const PAGES = {
  'the pages of the tenant': [
    TENANT,
    `${TENANT}/dashboard?days=30`,
    `${TENANT}/drafts`,
    `${TENANT}/mission-control`,
    `${TENANT}/campaigns`,
    '/profile/connections',
  ],
  'the pages of entities': [
    `${TENANT}/campaigns/12001`,
    `${TENANT}/journeys/8001?step=deposited`,
    `${TENANT}/streams/9002`,
    `${TENANT}/segments?query=lapsed`,
    `${TENANT}/segments/4001`,
  ],
  'the pages of acts': [
    `${TENANT}/campaigns/12001/acts/modify`,
    `${TENANT}/campaigns/12001/acts/delete`,
    `${TENANT}/campaigns/12001/acts/approve`,
  ],
};

/** Gathers what axe has to complain about, and every request to anywhere else. */
function inspect(page: Page, own: string) {
  const wrong: string[] = [];
  page.on('request', (request) => {
    if (new URL(request.url()).origin !== new URL(own).origin) wrong.push(`loads ${request.url()}`);
  });
  return {
    wrong,
    judge: async (name: string): Promise<void> => {
      wrong.push(...(await barriersOf(page)).map((barrier) => `${name}: ${barrier}`));
    },
  };
}

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
  test(`sign-in and consent are accessible and load nothing from elsewhere (${scheme})`, async ({
    host,
    person,
    stack,
  }) => {
    const { page } = person;
    const { wrong, judge } = inspect(page, stack.simulator);
    await page.emulateMedia({ colorScheme: scheme });
    await page.goto(await host.authorizationUrl());
    await judge('sign-in');
    await person.signIn('marketer@lumenplay.example');
    await expect(page.getByRole('button', { name: 'Approve' })).toBeVisible();
    await judge('consent');

    expect(wrong).toEqual([]);
  });

  for (const [name, paths] of Object.entries(PAGES)) {
    test(`${name} are accessible and load nothing from elsewhere (${scheme})`, async ({ person, stack }) => {
      const { page } = person;
      const { wrong, judge } = inspect(page, stack.simulator);
      await page.emulateMedia({ colorScheme: scheme });
      await page.goto(`${stack.simulator}/console`);
      await person.signIn('marketer@lumenplay.example');
      for (const path of paths) {
        await page.goto(`${stack.simulator}${path}`);
        await unfold(page);
        await judge(path);
      }

      expect(wrong).toEqual([]);
    });
  }
}
