import { createSimulator } from 'optimove-mcp-harness/simulator';
import { expect, test } from 'vitest';
import { namesOfDrafts } from './names-of-drafts.ts';

const simulator = await createSimulator();

/** A world of a test's own: no other test sees it, moves its clock or reads its journal. */
async function openWorld() {
  const world = simulator.worlds.create();
  const token = await simulator.tokenFor(`marketer+${world.name}@lumenplay.example`);
  return { world, call: { apiUrl: simulator.origin, tenant: 'lumenplay', token, fetch: simulator.fetch } };
}

// One simulator for all tests, and nothing in what they send says which of them it is: the token does.
test.concurrent('the names of the drafts of a tenant', async () => {
  const { world, call } = await openWorld();
  const names = await namesOfDrafts(call);

  expect(names.length).toBeGreaterThan(3);
  expect(world.journal.read({}).entries.map(({ endpoint }) => endpoint)).toEqual(['list-campaigns']);
});

test.concurrent('a token that is two days old', async () => {
  const { world, call } = await openWorld();
  world.clock.advance(2 * 86_400_000);

  await expect(namesOfDrafts(call)).rejects.toThrow('401');
});

test.concurrent('a tenant that answers with errors', async () => {
  const { world, call } = await openWorld();
  world.faults.set([{ match: { endpoint: 'list-campaigns' }, effect: { status: 503 } }]);

  await expect(namesOfDrafts(call)).rejects.toThrow('503');
});
