import { expect, type Page } from '@playwright/test';
import { z } from 'zod';
import type { Stack } from './stack.ts';
import { test } from './test.ts';

const worldSchema = z.object({
  entities: z.record(z.string(), z.object({ count: z.int(), hash: z.string() })),
});
const draftSchema = z.object({
  draft: z.object({ id: z.string(), type: z.literal('trigger'), status: z.literal('draft'), url: z.url() }),
  replayed: z.literal(false),
});

/** No other trigger of the demo world is found by it. */
const NAME = 'Big deposit, as asked for';
const DEPOSIT_ABOVE_100 = {
  name: 'optimove_create_draft_trigger',
  arguments: {
    name: NAME,
    event: 'deposit',
    conditions: [{ property: 'amount', op: 'gt', value: '100' }],
  },
};

async function world({ control }: Stack) {
  const answer = await fetch(`${control}/world?tenant=lumenplay`);
  return worldSchema.parse(await answer.json()).entities;
}

async function messages({ control }: Stack): Promise<unknown> {
  return (await fetch(`${control}/messages`)).json();
}

/** The rows of the console's list of triggers that a search leaves. */
async function listed(page: Page, stack: Stack, query: string): Promise<number> {
  await page.goto(`${stack.simulator}/console/tenants/lumenplay/triggers?query=${encodeURIComponent(query)}`);
  return page.locator('tbody tr').count();
}

test('"Create a draft trigger that fires on a deposit event with amount greater than 100" makes exactly that', async ({
  host,
  person,
  drafts,
  stack,
}) => {
  await person.connect(host, 'marketer@lumenplay.example');
  const [before, quiet] = [await world(stack), await messages(stack)];
  expect(await listed(person.page, stack, NAME)).toBe(0);

  const client = await host.connect();
  const answer = await client.callTool(DEPOSIT_ABOVE_100);
  await client.close();
  drafts.push('triggers');

  const { draft } = draftSchema.parse(answer.structuredContent);
  expect(await listed(person.page, stack, NAME)).toBe(1);
  await person.page.goto(draft.url);
  const main = person.page.getByRole('main');
  await expect(person.page.getByRole('heading', { level: 1 })).toContainText(NAME);
  await expect(main.getByRole('listitem').getByText('Draft', { exact: true })).toBeVisible();
  await expect(main).toContainText('Made through the MCP connector');
  await expect(main).toContainText('deposit');
  await expect(main).toContainText('100');
  await expect(main).not.toContainText('Armed');

  const after = await world(stack);
  const changed = Object.keys(after).filter((kind) => after[kind]?.hash !== before[kind]?.hash);
  expect(changed).toEqual(['trigger']);
  expect(after['trigger']?.count).toBe((before['trigger']?.count ?? 0) + 1);
  expect(await messages(stack)).toEqual(quiet);
});
