import { describe, expect, test } from 'vitest';
import { createDemoSimulator } from '../testing/demo-simulator.ts';
import { createTinySimulator } from '../testing/tiny-simulator.ts';
import { callExample } from './testing/call-example.ts';
import { callPublic } from './testing/call-public.ts';

const TOO_MANY = {
  status: 429,
  error: 'Too Many Requests',
  message: 'You have exceeded the rate limit for this API group. Please retry later.',
};

async function limited(calls: number) {
  const { world } = await createDemoSimulator();
  return createTinySimulator({ rateLimit: { calls, seconds: 10 } }, world);
}

describe('the limit of the public API', () => {
  test('is counted for each key, and refused in the documented words', async () => {
    const simulator = await limited(3);
    const statuses = [];
    while (statuses.length < 3) statuses.push((await callPublic(simulator, '/Apikey/Info')).status);
    const refused = await callPublic(simulator, '/Apikey/Info');
    const other = await callPublic(simulator, '/Apikey/Info', { key: 'demo-lumenplay-transactional' });

    expect([...statuses, other.status]).toEqual([200, 200, 200, 200]);
    expect([refused.status, await refused.json()]).toEqual([429, TOO_MANY]);
  });

  test('leaves transactional mail alone, which has one of its own: 10 calls in a second', async () => {
    const simulator = await limited(1);
    await callPublic(simulator, '/Apikey/Info');
    const mails = Array.from({ length: 11 }, () =>
      callExample(simulator, 'send-finalized-transactional-mail'),
    );
    const statuses = (await Promise.all(mails)).map(({ status }) => status);

    expect(statuses).toEqual([...Array.from({ length: 10 }, () => 200), 429]);
  });
});

describe('a fault', () => {
  test('strikes a function by its id', async () => {
    const simulator = await createDemoSimulator();
    const rule = { match: { endpoint: 'get-all-actions' }, effect: { status: 503 }, times: 1 };
    const set = await simulator.control.fetch(
      new Request('http://localhost/faults', { method: 'PUT', body: JSON.stringify([rule]) }),
    );
    const answers = [];
    for (const path of ['/Actions/GetExecutionChannels', '/Actions/GetAllActions', '/Actions/GetAllActions'])
      answers.push(await callPublic(simulator, path));

    expect(set.status).toBe(200);
    expect(answers.map(({ status }) => status)).toEqual([200, 503, 200]);
    expect(await answers[1]?.json()).toMatchObject({ status: 503, error: 'Service Unavailable' });
    expect(simulator.world.journal.read({}).entries.map(({ status }) => status)).toEqual([200, 503, 200]);
  });

  test('strikes one key by its nickname, and no other', async () => {
    const simulator = await createDemoSimulator();
    const rule = { match: { user: 'lumenplay admin' }, effect: { status: 503 } };
    await simulator.control.fetch('/faults', { method: 'PUT', body: JSON.stringify([rule]) });
    const other = await callPublic(simulator, '/Apikey/Info', { key: 'demo-lumenplay-transactional' });

    expect((await callPublic(simulator, '/Apikey/Info')).status).toBe(503);
    expect(other.status).toBe(200);
  });

  test('lets nothing be done where it puts another answer in place', async () => {
    const simulator = await createDemoSimulator();
    const rule = { match: { method: 'POST' }, effect: { body: 'nonsense' } };
    await simulator.control.fetch(
      new Request('http://localhost/faults', { method: 'PUT', body: JSON.stringify([rule]) }),
    );
    const response = await callExample(simulator, 'add-promotions');

    expect(await response.json()).toBe('nonsense');
    expect(simulator.world.tenant('lumenplay')?.collections.promotions).toHaveLength(12);
  });
});
