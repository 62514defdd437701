import { expect } from '@playwright/test';
import { z } from 'zod';
import { DEPOSITS_ABOVE_100 } from './clients/three-drafts.ts';
import { test } from './test.ts';

const draftSchema = z.object({ draft: z.object({ url: z.url(), status: z.literal('draft') }) });

test('a trigger that the assistant drafted waits in the console for the marketer, not armed', async ({
  host,
  person,
  drafts,
}) => {
  await person.connect(host, 'marketer@lumenplay.example');
  const client = await host.connect();
  const answer = await client.callTool(DEPOSITS_ABOVE_100);
  await client.close();
  drafts.push('triggers');
  const { draft } = draftSchema.parse(answer.structuredContent);

  await person.page.goto(draft.url);

  await expect(person.page.getByRole('heading', { level: 1 })).toContainText('Deposits above 100');
  const facts = person.page.getByRole('main').getByRole('listitem');
  await expect(facts.getByText('Draft', { exact: true })).toBeVisible();
  await expect(facts.getByText('Made through the MCP connector')).toBeVisible();
});
