import { describe, expect, test } from 'vitest';
import { createDemoSimulator } from '../testing/demo-simulator.ts';
import { discoverFunctions } from './registry.ts';
import { callExample, prepareExample } from './testing/call-example.ts';
import { EXAMPLES } from './testing/examples.ts';
import { stateOf } from './testing/state-of.ts';

const functions = await discoverFunctions();
const reads = functions.filter(({ effect }) => effect === 'read');
const writes = functions.filter(({ effect }) => effect !== 'read');
const shared = await createDemoSimulator();

/** Whose example has nothing to show in a world in which nothing was written yet. */
const EMPTY = [
  'get-customer-product-details-by-campaign',
  'get-customer-product-details-by-date',
  'get-customer-product-recommendations',
  'get-customers-activity-event-attributes',
  'get-registered-event-listeners',
  'get-transactional-template-metrics',
  'get-unsubscribers',
];

describe('the functions of the public API', () => {
  test('have an example each', () => {
    expect(Object.keys(EXAMPLES).toSorted()).toEqual(functions.map(({ id }) => id).toSorted());
  });

  test.each(reads)('$id reads, and changes nothing', async ({ id }) => {
    const simulator = EXAMPLES[id]?.after === undefined ? shared : await createDemoSimulator();
    await prepareExample(simulator, id);
    const before = stateOf(simulator);

    const response = await callExample(simulator, id);

    expect([id, response.status]).toEqual([id, 200]);
    const answer: unknown = await response.json();
    expect(Array.isArray(answer) && answer.length === 0).toBe(EMPTY.includes(id));
    expect(stateOf(simulator)).toBe(before);
  });

  test.each(writes)('$id changes the world, and says so in the journal', async ({ id, effect }) => {
    const simulator = await createDemoSimulator();
    await prepareExample(simulator, id);
    const before = stateOf(simulator);

    const response = await callExample(simulator, id);

    expect([id, response.ok ? 'ok' : await response.text()]).toEqual([id, 'ok']);
    expect(stateOf(simulator)).not.toBe(before);
    const entry = simulator.world.journal.read({}).entries.at(-1);
    expect(entry).toMatchObject({
      via: 'public',
      endpoint: id,
      effect,
      tenant_id: 'lumenplay',
      user_id: null,
      client_id: 'lumenplay admin',
    });
    expect((entry?.changes?.length ?? 0) + (entry?.messages ?? 0)).toBeGreaterThan(0);
  });
});
