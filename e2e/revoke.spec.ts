import { expect } from '@playwright/test';
import { test } from './test.ts';

test('an application that is revoked in the profile gets 401 with its next call', async ({
  host,
  person,
  stack,
}) => {
  await person.connect(host, 'approver@lumenplay.example');
  const before = await host.status();

  await person.page.goto(`${stack.simulator}/profile/connections`);
  await expect(person.page.getByText('Desktop host').first()).toBeVisible();
  await person.page.getByRole('button', { name: 'Revoke access' }).first().click();
  await expect(person.page.getByRole('status').first()).toBeVisible();

  expect(before).toBe(200);
  expect(await host.status()).toBe(401);
});

test('an application that loses draft creation still reads', async ({ host, person, stack }) => {
  await person.connect(host, 'marketer@lumenplay.example');

  await person.page.goto(`${stack.simulator}/profile/connections`);
  await person.page.getByRole('button', { name: 'Stop draft creation' }).first().click();

  await expect(person.page.getByRole('button', { name: 'Stop draft creation' })).toHaveCount(0);
  expect(await host.status()).toBe(200);
});

test('the profile of one user shows nothing of what another approved', async ({ host, person, stack }) => {
  await person.connect(host, 'admin@lumenplay.example');
  await person.page.context().clearCookies();

  await person.page.goto(`${stack.simulator}/profile/connections`);
  await person.signIn('viewer@lumenplay.example');

  await expect(person.page).toHaveURL(/\/profile\/connections$/);
  await expect(person.page.getByRole('button', { name: 'Revoke access' })).toHaveCount(0);
});
