import { createSimulator } from 'optimove-mcp-harness/simulator';
import { afterAll, expect, test } from 'vitest';
import { namesOfDrafts } from './names-of-drafts.ts';

// Your program runs elsewhere: in a process, a container or a browser. It needs an address and a token, and nothing else.
const simulator = await createSimulator({ seed: 1, clock: '2026-06-15T12:00:00Z' });
const { url, close } = await simulator.listen();
afterAll(close);

test('the names of the drafts of a tenant, over a socket', async () => {
  const token = await simulator.tokenFor('marketer@lumenplay.example');

  await namesOfDrafts({ apiUrl: url, tenant: 'lumenplay', token });

  const { entries } = simulator.world.journal.read({});
  expect(entries).toMatchObject([{ endpoint: 'list-campaigns', effect: 'read', status: 200 }]);
});
