import { describe, expect, test } from 'vitest';
import { createTinySimulator, getAs } from '../testing/tiny-simulator.ts';

async function open() {
  const simulator = await createTinySimulator();
  const control = async (method: string, path: string, input?: unknown) => {
    const init = { method, ...(input !== undefined && { body: JSON.stringify(input) }) };
    const response = await simulator.control.fetch(new Request(`http://127.0.0.1:4321${path}`, init));
    const body: unknown = await response.json();
    return { status: response.status, body };
  };
  const put = (rules: unknown) => control('PUT', '/faults', rules);
  const get = (user = 'ann') => getAs(simulator, user, '/tenants/one/campaigns');
  return { simulator, control, put, get };
}
const always = (effect: object) => [{ match: { endpoint: 'list-campaigns' }, effect }];

describe('PUT /faults', () => {
  test('sets the rules, which GET shows and a reset takes away', async () => {
    const { control, put, get } = await open();
    const rules = [{ match: { user: 'bob' }, effect: { status: 503 }, times: 1 }];

    expect(await put(rules)).toEqual({ status: 200, body: rules });
    expect(await control('GET', '/faults')).toEqual({ status: 200, body: rules });
    expect([(await get('ann')).status, (await get('bob')).status, (await get('bob')).status]).toEqual([
      200, 503, 200,
    ]);

    await put(always({ status: 500 }));
    await control('POST', '/reset', { what: ['faults'] });
    expect(await control('GET', '/faults')).toEqual({ status: 200, body: [] });
    expect((await get()).status).toBe(200);
  });

  test.each([
    [{}, 'The body must be a list.', ''],
    [[{ match: {}, effect: {} }], '[0].effect must name at least one of status', '[0].effect'],
    [[{ match: {}, effect: { satus: 5 } }], 'Unknown field "[0].effect.satus".', '[0].effect.satus'],
    [always({ status: 99 }), '[0].effect.status must be at least 200.', '[0].effect.status'],
    [always({ status: 204 }), '[0].effect.status must be a status with a body.', '[0].effect.status'],
    [always({ latencyMs: '5' }), '[0].effect.latencyMs must be a number.', '[0].effect.latencyMs'],
    [[{ match: { path: 'api' }, effect: { status: 500 } }], 'must be a path', '[0].match.path'],
    [[{ match: { path: '/(' }, effect: { status: 500 } }], 'must be a path', '[0].match.path'],
    [[{ match: { endpoint: 'x' }, effect: { status: 500 } }], 'no such endpoint', '[0].match.endpoint'],
    [[{ match: { user: 'x' }, effect: { status: 500 } }], 'no such user', '[0].match.user'],
    [[{ ...always({ status: 500 })[0], probability: 2 }], 'must be at most 1', '[0].probability'],
  ])('refuses %j', async (rules, message, field) => {
    const { control, put } = await open();

    expect(await put(rules)).toMatchObject({
      status: 400,
      body: { error: { message: expect.stringContaining(message), field } },
    });
    expect(await control('GET', '/faults')).toMatchObject({ body: [] });
  });
});

describe('a fault', () => {
  test('answers in the place of the API, and the journal has what was sent', async () => {
    const { simulator, put, get } = await open();
    await put(always({ status: 429, retryAfter: 7 }));
    const response = await get();

    expect([response.status, response.headers.get('retry-after')]).toEqual([429, '7']);
    expect(await response.json()).toMatchObject({
      error: { code: 'rate_limited', details: { retry_after_seconds: 7 } },
    });
    expect(simulator.world.journal.read({}).entries).toMatchObject([
      { endpoint: 'list-campaigns', user_id: 'ann', status: 429 },
    ]);
  });

  test('gives any body, cut short where it says so', async () => {
    const { put, get } = await open();
    await put(always({ body: { items: 'none' } }));
    expect(await (await get()).json()).toEqual({ items: 'none' });

    await put(always({ truncate: 9 }));
    expect(await (await get()).text()).toMatch(/^.{9}$/s);
  });

  test('that resets the connection loses the answer, not what was done', async () => {
    const { simulator, put, get } = await open();
    await put(always({ reset: true }));

    expect((await get()).type).toBe('error');
    expect(simulator.world.journal.read({}).entries).toMatchObject([{ status: 200 }]);
  });

  test('makes an answer late, and lets go of a caller who hangs up', async () => {
    const { simulator, put } = await open();
    await put(always({ latencyMs: 3_600_000 }));
    const { port, close } = await simulator.listen({ host: '127.0.0.1', port: 0 });
    const begun = performance.now();
    const address = `http://127.0.0.1:${port}/api/v1/tenants/one/campaigns`;
    const call = fetch(address, {
      headers: { authorization: 'Bearer user:ann' },
      signal: AbortSignal.timeout(100),
    });

    await expect(call).rejects.toThrow('timeout');
    await close();
    expect(performance.now() - begun).toBeLessThan(5000);
  });
});
