import { expect } from '@playwright/test';
import { z } from 'zod';
import { barriersOf } from './accessibility.ts';
import { test } from './test.ts';

const answerSchema = z.object({ mcp_token: z.string().optional(), entries: z.array(z.unknown()).optional() });

const PAGES = [
  '/',
  '/dashboard/faults',
  '/dashboard/clock',
  '/dashboard/users',
  '/dashboard/users/marketer@lumenplay.example',
  '/dashboard/worlds',
  '/dashboard/snapshots',
];

test('the journal shows a tool call as it happens, and joins its requests', async ({
  host,
  person,
  stack,
}) => {
  const { page } = person;
  await person.connect(host, 'marketer@lumenplay.example');
  await page.goto(stack.control);
  await expect(page.getByRole('status')).toHaveText('Live.');

  const client = await host.connect();
  await client.callTool({ name: 'optimove_list_campaigns', arguments: {} });
  await client.close();
  const row = page.getByRole('row').filter({ hasText: 'list-campaigns' }).first();
  await expect(row).toContainText('Read');
  await expect(row).toContainText('marketer@lumenplay.example');

  await row.getByRole('link').click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Tool call');
  await expect(page.getByRole('row').filter({ hasText: 'list-campaigns' })).toHaveCount(1);
});

test('a preset that is set by its form hits the API, until faults are cleared', async ({
  host,
  person,
  stack,
}) => {
  const { page } = person;
  await person.connect(host, 'marketer@lumenplay.example');
  const client = await host.connect();
  const ask = async () =>
    (await client.callTool({ name: 'optimove_get_tenant_dashboard', arguments: {} })).isError === true;

  await page.goto(`${stack.control}/dashboard/faults`);
  await page.getByRole('button', { name: 'Set analytics-down' }).click();
  await expect(page.getByText('3 rules are set')).toBeVisible();
  expect(await ask()).toBe(true);

  await page.getByRole('button', { name: 'Clear all faults' }).click();
  await expect(page.getByText('0 rules are set')).toBeVisible();
  expect(await ask()).toBe(false);
  await client.close();
});

test('tokens without a browser are good for the connector, each in the world that it names', async ({
  stack,
}) => {
  const ask = async (path: string, body?: object) => {
    const init = body && { method: 'POST', body: JSON.stringify(body) };
    return answerSchema.parse(await (await fetch(stack.control + path, init)).json());
  };
  const worlds = ['/worlds/one', '/worlds/two'];
  for (const world of worlds) await ask('/worlds', { name: world.slice('/worlds/'.length) });
  const [one, two] = await Promise.all(
    worlds.map(async (world) => ask(`${world}/tokens`, { user: 'marketer@lumenplay.example' })),
  );
  const call = async (token: string | undefined, name: string, args: object) => {
    const answer = await fetch(stack.connector, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${token}`,
        'content-type': 'application/json',
        accept: 'application/json, text/event-stream',
      },
      body: JSON.stringify({
        jsonrpc: '2.0',
        id: 1,
        method: 'tools/call',
        params: { name, arguments: args },
      }),
    });
    return answer.text();
  };
  const trigger = { name: 'Only in world one', event: 'deposit' };

  expect(await call(one?.mcp_token, 'optimove_create_draft_trigger', trigger)).toContain('draft');
  const [mine, other] = [
    await call(one?.mcp_token, 'optimove_list_triggers', { query: trigger.name }),
    await call(two?.mcp_token, 'optimove_list_triggers', { query: trigger.name }),
  ];
  expect(mine).toContain('draft');
  expect(other).toContain('"result"');
  expect(other).not.toContain('"draft"');
  const drafts = worlds.map(
    async (world) => (await ask(`${world}/journal?effect=create_draft`)).entries?.length,
  );
  expect(await Promise.all(drafts)).toEqual([1, 0]);
  expect((await ask('/journal?effect=create_draft')).entries).toEqual([]);
});

test.describe('without script', () => {
  test.use({ javaScriptEnabled: false });

  test('its forms and filters do the same, and a reload shows what is newer', async ({ page, stack }) => {
    await page.goto(`${stack.control}/dashboard/clock`);
    await page.getByRole('button', { name: 'Freeze' }).click();
    await expect(page.getByText('Frozen')).toBeVisible();

    await page.goto(stack.control);
    await expect(page.getByText('No requests')).toBeVisible();
    await fetch(`${stack.simulator}/api/v1/me`);
    await page.reload();
    await expect(page.getByRole('row').filter({ hasText: 'get-me' })).toHaveCount(1);
    await page.getByLabel('Effect').selectOption('Activate');
    await page.getByRole('button', { name: 'Apply' }).click();
    await expect(page.getByText('0 requests')).toBeVisible();
  });
});

for (const scheme of ['light', 'dark'] as const) {
  test(`every page of it is accessible and loads nothing from elsewhere (${scheme})`, async ({
    page,
    stack,
  }) => {
    const elsewhere: string[] = [];
    page.on('request', (request) => {
      if (new URL(request.url()).origin !== new URL(stack.control).origin) elsewhere.push(request.url());
    });
    await page.emulateMedia({ colorScheme: scheme });
    await fetch(`${stack.simulator}/api/v1/me`);
    await fetch(`${stack.control}/snapshots/before`, { method: 'POST' });

    const violations: string[] = [];
    for (const path of PAGES) {
      await page.goto(stack.control + path);
      violations.push(...(await barriersOf(page)).map((barrier) => `${path}: ${barrier}`));
    }

    expect(violations).toEqual([]);
    expect(elsewhere).toEqual([]);
  });
}
