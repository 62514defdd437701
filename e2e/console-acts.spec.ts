import { expect } from '@playwright/test';
import { z } from 'zod';
import { test } from './test.ts';

const CAMPAIGNS = '/console/tenants/lumenplay/campaigns';
/** Waits for approval, with a plan still to come. */
const PENDING = `${CAMPAIGNS}/12016`;
const STREAM = '/console/tenants/lumenplay/streams';
const effectsSchema = z.object({
  entries: z.array(
    z.object({
      via: z.string(),
      effect: z.string(),
      user_id: z.string().nullable(),
      changes: z
        .array(z.object({ id: z.string(), from: z.string().optional(), to: z.string().optional() }))
        .optional(),
    }),
  ),
});

test.use({ javaScriptEnabled: false });

test('an approver approves after reading what will happen, by keyboard alone', async ({
  person: { page },
  person,
  stack,
  acts,
}) => {
  await page.goto(`${stack.simulator}${PENDING}`);
  await person.signIn('approver@lumenplay.example');
  await page.getByRole('link', { name: 'Approve', exact: true }).press('Enter');

  await expect(page.getByRole('heading', { level: 1 })).toContainText('Approve Merħba lura');
  await expect(page.getByText(/goes out on .*2026 at .* \(Europe\/Malta\) by email/)).toBeVisible();
  await expect(page.getByText(/“Dormant 90 Days”, about [\d,]+ customers/)).toBeVisible();
  await page.getByRole('button', { name: 'Approve campaign' }).press('Enter');

  await expect(page.getByRole('status')).toContainText('Approved');
  await expect(page.locator('.page-meta')).toContainText('Scheduled');
  const answer = await fetch(`${stack.control}/journal?effect=approve`);
  expect(effectsSchema.parse(await answer.json()).entries).toMatchObject([
    {
      via: 'console',
      effect: 'approve',
      changes: [{ id: '12016', from: 'pending_approval', to: 'scheduled' }],
    },
  ]);
  acts.push(`approve ${PENDING}/acts/approve 200`);
});

test('an approver activates a draft', async ({ person: { page }, person, stack, acts }) => {
  await page.goto(`${stack.simulator}/console/tenants/lumenplay/triggers?status=draft`);
  await person.signIn('approver@lumenplay.example');
  await page.locator('tbody th a').first().click();
  const path = new URL(page.url()).pathname;
  await page.getByRole('link', { name: 'Activate', exact: true }).click();
  await expect(page.getByText(/every event .* fires it/)).toBeVisible();
  await page.getByRole('button', { name: 'Activate trigger' }).click();

  await expect(page.getByRole('status')).toContainText('Activated');
  await expect(page.locator('.page-meta')).toContainText('Armed');
  acts.push(`activate ${path}/acts/activate 200`);
});

test('a viewer has no button, and the form is refused', async ({ person: { page }, person, stack, acts }) => {
  await page.goto(`${stack.simulator}${PENDING}`);
  await person.signIn('viewer@lumenplay.example');
  const csrf = await page.locator('input[name=csrf]').first().inputValue();

  await expect(page.getByRole('heading', { level: 1 })).toContainText('Merħba lura');
  await expect(page.locator('a[href*="/acts/"]')).toHaveCount(0);
  const asked = await page.request.get(`${stack.simulator}${PENDING}/acts/approve`);
  const sent = await page.request.post(`${stack.simulator}${PENDING}/acts/approve`, { form: { csrf } });

  expect([asked.status(), sent.status()]).toEqual([403, 403]);
  await page.reload();
  await expect(page.locator('.page-meta')).toContainText('Pending approval');
  acts.push(`approve ${PENDING}/acts/approve 403`);
});

test('a person who cannot use a mouse walks a stream by its links', async ({
  person: { page },
  person,
  stack,
}) => {
  await page.goto(`${stack.simulator}${STREAM}/9002`);
  await person.signIn('marketer@lumenplay.example');
  await page.getByRole('region', { name: 'Steps as a graph' }).focus();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');

  await expect(page).toHaveURL(/\?step=#graph$/);
  await page.locator('.step-name a').first().press('Enter');
  await expect(page.getByRole('heading', { level: 1 })).toContainText('New – First Deposit Made');
});
