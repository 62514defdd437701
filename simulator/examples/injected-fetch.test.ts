import { createSimulator } from 'optimove-mcp-harness/simulator';
import { expect, test } from 'vitest';
import { namesOfDrafts } from './names-of-drafts.ts';

// Your code takes `fetch` as an argument: nothing is patched, no port is opened, and each test has a world of its own.
test('the names of the drafts of a tenant', async () => {
  const simulator = await createSimulator({ seed: 1, clock: '2026-06-15T12:00:00Z' });
  const token = await simulator.tokenFor('marketer@lumenplay.example');

  const names = await namesOfDrafts({
    apiUrl: simulator.origin,
    tenant: 'lumenplay',
    token,
    fetch: simulator.fetch,
  });

  expect(names.length).toBeGreaterThan(3);
});

test('a tenant that answers with errors', async () => {
  const simulator = await createSimulator();
  const token = await simulator.tokenFor('marketer@lumenplay.example');
  const faults = [{ match: { endpoint: 'list-campaigns' }, effect: { status: 503 }, times: 1 }];
  await simulator.control.fetch('/faults', { method: 'PUT', body: JSON.stringify(faults) });
  const call = { apiUrl: simulator.origin, tenant: 'lumenplay', token, fetch: simulator.fetch };

  await expect(namesOfDrafts(call)).rejects.toThrow('503');
  await expect(namesOfDrafts(call)).resolves.not.toEqual([]);
});
