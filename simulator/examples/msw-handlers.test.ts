import { setupServer } from 'msw/node';
import { createSimulator } from 'optimove-mcp-harness/simulator';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { namesOfDrafts } from './names-of-drafts.ts';

// Your code calls the global `fetch`. The simulator answers at any origin that you give it, beside handlers of your own.
const apiUrl = 'https://api.optimove.test';
const simulator = await createSimulator({ origin: apiUrl, clock: '2026-06-15T12:00:00Z' });
const server = setupServer(...simulator.handlers);

beforeAll(() => server.listen({ onUnhandledFrame: 'error' }));
afterEach(() => simulator.control.fetch('/reset', { method: 'POST' }));
afterAll(() => server.close());

test('a marketer of one brand sees the drafts of that brand alone', async () => {
  const [both, one] = [
    await simulator.tokenFor('marketer@lumenplay.example'),
    await simulator.tokenFor('marketer.bet@lumenplay.example'),
  ];

  const all = await namesOfDrafts({ apiUrl, tenant: 'lumenplay', token: both });
  const some = await namesOfDrafts({ apiUrl, tenant: 'lumenplay', token: one });

  expect(all).toEqual(expect.arrayContaining(some));
  expect(some.length).toBeLessThan(all.length);
});

test('whoever lost their rights is refused at once', async () => {
  const token = await simulator.tokenFor('marketer@lumenplay.example');
  const body = JSON.stringify({ disabled: true });
  await simulator.control.fetch('/users/marketer@lumenplay.example', { method: 'POST', body });

  await expect(namesOfDrafts({ apiUrl, tenant: 'lumenplay', token })).rejects.toThrow('401');
});
