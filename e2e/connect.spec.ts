import { expect } from '@playwright/test';
import { draftIds, DRAFTS_OF_THE_LAST_HOUR } from './clients/three-drafts.ts';
import { test } from './test.ts';

test('a person signs in, approves, and the assistant lists the three drafts of the last hour', async ({
  host,
  person,
}) => {
  await person.page.goto(await host.authorizationUrl());
  await person.signIn('marketer@lumenplay.example');

  await expect(person.page.getByRole('heading', { level: 1 })).toContainText('Desktop host');
  await expect(person.page.getByText('not verified')).toBeVisible();
  await expect(person.page.getByText(new URL(host.provider.redirectUrl).host).first()).toBeVisible();
  await expect(person.page.getByText('Lumenplay').first()).toBeVisible();
  await person.page.getByRole('button', { name: 'Approve' }).click();
  await expect(person.page.getByText('You may close this page.')).toBeVisible();
  await host.finish();

  const client = await host.connect();
  const { tools } = await client.listTools();
  const drafts = await client.callTool(DRAFTS_OF_THE_LAST_HOUR);
  await client.close();
  expect(tools.map((tool) => tool.name)).toContain('optimove_list_campaigns');
  expect(draftIds(drafts.structuredContent)).toHaveLength(3);
});

test('a person who denies sends the host away with access_denied and the issuer', async ({
  host,
  person,
  stack,
}) => {
  await person.page.goto(await host.authorizationUrl());
  await person.signIn('marketer@lumenplay.example');
  await person.page.getByRole('button', { name: 'Deny' }).click();

  const callback = await host.callback();
  expect(callback.get('error')).toBe('access_denied');
  expect(callback.get('iss')).toBe(stack.issuer);
  expect(callback.has('code')).toBe(false);
});

test('a wrong password is refused in words that fit an unknown account as well', async ({ host, person }) => {
  await person.page.goto(await host.authorizationUrl());
  await person.signIn('marketer@lumenplay.example', 'not-the-password');
  const wrongPassword = await person.page.getByRole('alert').innerText();
  await person.signIn('nobody@lumenplay.example');
  const unknownAccount = await person.page.getByRole('alert').innerText();

  expect(wrongPassword).not.toBe('');
  expect(unknownAccount).toBe(wrongPassword);
  await person.signIn('marketer@lumenplay.example');
  await expect(person.page.getByRole('button', { name: 'Approve' })).toBeVisible();
});

test('a disabled user cannot sign in', async ({ host, person }) => {
  await person.page.goto(await host.authorizationUrl());
  await person.signIn('disabled@lumenplay.example');

  await expect(person.page.getByRole('alert')).toBeVisible();
  await expect(person.page.getByRole('button', { name: 'Approve' })).toHaveCount(0);
});

test('a person who keeps draft creation back gives a token that can only read', async ({ host, person }) => {
  await person.page.goto(await host.authorizationUrl());
  await person.signIn('marketer@lumenplay.example');
  await person.page.getByRole('checkbox', { name: 'Create drafts' }).uncheck();
  await person.page.getByRole('button', { name: 'Approve' }).click();
  await host.finish();

  expect(host.provider.tokens()?.scope).toBe('optimove:read');
  expect(await host.status()).toBe(200);
});
