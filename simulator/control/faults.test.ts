import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { pagesOf } from '../testing/pages-of.ts';
import { createTinySimulator, getAs } from '../testing/tiny-simulator.ts';

const presetsSchema = z.object({
  presets: z.array(z.object({ name: z.string(), description: z.string(), rules: z.array(z.json()) })),
});

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
    [
      [{ match: {}, effect: { satus: 5 } }],
      'Unknown field "[0].effect.satus". Did you mean status?',
      '[0].effect.satus',
    ],
    [[7], '[0] must be an object.', '[0]'],
    [always({ status: 99 }), '[0].effect.status must be at least 200.', '[0].effect.status'],
    [always({ status: 204 }), '[0].effect.status must be a status with a body.', '[0].effect.status'],
    [always({ latencyMs: '5' }), '[0].effect.latencyMs must be a number.', '[0].effect.latencyMs'],
    [[{ match: { path: 'api' }, effect: { status: 500 } }], 'must be a path', '[0].match.path'],
    [[{ match: { path: '/(' }, effect: { status: 500 } }], 'must be a path', '[0].match.path'],
    [[{ match: { endpoint: 'x' }, effect: { status: 500 } }], 'no such endpoint.', '[0].match.endpoint'],
    [
      [{ match: { endpoint: 'list-campaign' }, effect: { status: 500 } }],
      'Did you mean list-campaigns?',
      '[0].match.endpoint',
    ],
    [[{ match: { user: 'x' }, effect: { status: 500 } }], 'no such user.', '[0].match.user'],
    [
      [{ match: { user: 'anne@tiny.example' }, effect: { status: 500 } }],
      'Did you mean ann@tiny.example?',
      '[0].match.user',
    ],
    [{ preset: '429-strom' }, 'Did you mean 429-storm?', '[0].preset'],
    [[...always({ status: 500 }), { preset: 7 }], '[1].preset must be text.', '[1].preset'],
    [[{ preset: 'clock-skew', times: 1 }], 'Unknown field "[0].times".', '[0].times'],
    [always({ contentType: 'a\nb' }), '[0].effect.contentType must match', '[0].effect.contentType'],
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

describe('a preset', () => {
  test('is listed with what it does, and every one can be set', async () => {
    const { control, put } = await open();
    const { body } = await control('GET', '/faults/presets');
    const { presets } = presetsSchema.parse(body);

    expect(presets.map(({ name }) => name)).toEqual([
      '429-storm',
      'analytics-down',
      'slow-page-3',
      'half-written-body',
      'clock-skew',
    ]);
    for (const { name, rules } of presets) {
      expect(await put({ preset: name })).toEqual({ status: 200, body: rules });
      expect(await put(rules)).toEqual({ status: 200, body: rules });
    }
  });

  test('stands among rules in the order given', async () => {
    const { put, get } = await open();
    await put([{ match: { user: 'bob' }, effect: { status: 500 } }, { preset: 'half-written-body' }]);

    expect((await get('bob')).status).toBe(500);
    await expect((await get('ann')).text()).rejects.toThrow('broke the connection');
  });

  test('of analytics takes down each of its questions and nothing else', async () => {
    const { simulator, put } = await open();
    await put({ preset: 'analytics-down' });
    const statuses = async (paths: string[]) =>
      Promise.all(paths.map(async (path) => (await getAs(simulator, 'ann', `/tenants/one/${path}`)).status));

    expect(
      await statuses(['analytics/query', 'analytics/dashboard', 'analytics-jobs/1', 'audience-estimate']),
    ).toEqual([503, 503, 503, 503]);
    expect(await statuses(['campaigns', 'schema'])).toEqual([200, 200]);
  });

  test('of the third page lets the first two pass', async () => {
    const { simulator, put } = await open();
    await put([{ match: { page: 3 }, effect: { status: 503 } }]);

    await expect(pagesOf(simulator, 'ann', '/tenants/one/campaigns', {}, 10)).rejects.toThrow('fault');
    expect(simulator.world.journal.read({}).entries.map(({ status }) => status)).toEqual([200, 200, 503]);
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

    await expect(get()).rejects.toThrow(TypeError);
    expect(simulator.world.journal.read({}).entries).toMatchObject([{ status: 200 }]);
  });

  test('makes a live token look like one that has expired, as often as it says', async () => {
    const { put, get } = await open();
    await put(always({ staleToken: true }).map((rule) => ({ ...rule, times: 2 })));
    const answers = [await get(), await get(), await get()];

    expect(answers.map(({ status }) => status)).toEqual([401, 401, 200]);
    expect(answers[0]?.headers.get('www-authenticate')).toBe('Bearer error="invalid_token"');
  });

  test.each([
    ['resets the connection', { reset: true }],
    ['breaks it within the body', { truncate: 20, reset: true }],
  ])('that %s does so on a port as in process', async (_does, effect) => {
    const { simulator, put, get } = await open();
    await put(always(effect));
    const { port, close } = await simulator.listen({ host: '127.0.0.1', port: 0 });
    const address = `http://127.0.0.1:${port}/api/v1/tenants/one/campaigns`;
    const byPort = fetch(address, { headers: { authorization: 'Bearer user:ann' } });

    await expect(byPort.then(async (response) => response.text())).rejects.toThrow(TypeError);
    await expect(get().then(async (response) => response.text())).rejects.toThrow('connection');
    await close();
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
