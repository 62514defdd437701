import { decodeJwt, decodeProtectedHeader } from 'jose';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { createSimulator } from '../app.ts';

const CLOCK = '2026-11-22T14:00:00.000Z';

async function openControl() {
  const simulator = await createSimulator({ clock: CLOCK });
  const send = async (method: string, path: string, body: object = {}) => {
    const response = await simulator.control.fetch(path, {
      method,
      ...(method !== 'GET' && { body: JSON.stringify(body) }),
    });
    return { status: response.status, body: z.record(z.string(), z.unknown()).parse(await response.json()) };
  };
  return { simulator, send };
}

describe('POST /worlds', () => {
  test('needs nothing, begins as the default world did, and says who may sign in', async () => {
    const { send } = await openControl();
    const made = await send('POST', '/worlds');

    expect(made).toMatchObject({
      status: 201,
      body: {
        name: 'w1',
        seed: 1,
        scale: 'small',
        clock: CLOCK,
        users: expect.arrayContaining([
          { email: 'marketer+w1@lumenplay.example', roles: { lumenplay: 'marketer' }, disabled: false },
          {
            email: 'agency+w1@agency.example',
            roles: { lumenplay: 'marketer', northaisle: 'marketer' },
            disabled: false,
          },
        ]),
      },
    });
    expect(JSON.stringify(made)).not.toContain('optimove-demo');
  });

  test('takes a name, a seed, a scale and a clock', async () => {
    const { send } = await openControl();
    const order = { name: 'mine', seed: 7, scale: 'small', clock: '2030-01-01T00:00:00.000Z' };

    expect((await send('POST', '/worlds', order)).body).toMatchObject(order);
    expect((await send('GET', '/worlds/mine/clock')).body['now']).toMatch(/^2030-01-01T00:00/);
  });

  test.each([
    [{ name: 'default' }, { field: 'name' }],
    [{ name: 'No' }, { field: 'name' }],
    [{ seed: -1 }, { field: 'seed' }],
    [{ scale: 'giant' }, { field: 'scale', allowed_values: ['small', 'large', 'huge'] }],
    [{ clock: 'noon' }, { field: 'clock' }],
    [{ snapshot: 'none' }, { field: 'snapshot' }],
    [{ users: [] }, { field: 'users' }],
  ])('refuses %j', async (order, error) => {
    const { send } = await openControl();

    expect(await send('POST', '/worlds', order)).toMatchObject({ status: 400, body: { error } });
    expect((await send('GET', '/worlds')).body['worlds']).toHaveLength(1);
  });
});

describe('a key of the public API', () => {
  test('is of the world whose name it ends in, and of none that there is not', async () => {
    const { simulator, send } = await openControl();
    const { body } = await send('POST', '/worlds', { name: 'mine' });
    const [key] = z.array(z.object({ key: z.string() })).parse(body['api_keys']);
    const call = async (text = '') =>
      (await simulator.fetch('/current/general/GetLastDataUpdate', { headers: { 'x-api-key': text } }))
        .status;

    expect(key?.key).toBe('demo-lumenplay-admin+mine');
    expect(await call(key?.key)).toBe(200);
    expect((await send('GET', '/worlds/mine/journal')).body['entries']).toMatchObject([{ via: 'public' }]);
    expect((await send('GET', '/journal')).body['entries']).toEqual([]);
    expect([await call('demo-lumenplay-admin'), await call('demo-lumenplay-admin+other')]).toEqual([
      200, 401,
    ]);
  });
});

describe('POST /worlds/{name}/tokens', () => {
  test('gives a token of the tenant API and one of the connector, by either name of a user', async () => {
    const { simulator, send } = await openControl();
    await send('POST', '/worlds', { name: 'mine' });
    for (const user of ['marketer@lumenplay.example', 'marketer+mine@lumenplay.example', 'u-1002']) {
      const { body } = await send('POST', '/worlds/mine/tokens', { user });
      const { token, mcp_token } = z.object({ token: z.string(), mcp_token: z.string() }).parse(body);
      const me = async (bearer: string) =>
        (await simulator.fetch('/api/v1/me', { headers: { authorization: `Bearer ${bearer}` } })).status;

      expect([await me(token), await me(mcp_token)]).toEqual([200, 401]);
      const { iat = 0, exp } = decodeJwt(mcp_token);
      // The longest life that a connector believes.
      expect(exp).toBe(iat + 3_600);
    }
    expect((await send('GET', '/worlds/mine/journal')).body['entries']).toHaveLength(6);
    expect((await send('GET', '/journal')).body['entries']).toHaveLength(0);
  });
});

describe('POST /tokens', () => {
  const user = 'marketer@lumenplay.example';
  const schema = z.object({ token: z.string(), mcp_token: z.string() });

  test('signs what it is told to for the connector, and a good token of the tenant API', async () => {
    const { simulator, send } = await openControl();
    const claims = { aud: 'https://other.example/mcp', exp: null, scope: '' };
    const { body } = await send('POST', '/tokens', { user, claims, header: { typ: 'JWT' } });
    const { token, mcp_token } = schema.parse(body);
    const me = await simulator.fetch('/api/v1/me', { headers: { authorization: `Bearer ${token}` } });

    expect(decodeProtectedHeader(mcp_token)).toMatchObject({ alg: 'ES256', typ: 'JWT' });
    expect(decodeJwt(mcp_token)).toMatchObject({ aud: 'https://other.example/mcp', scope: '' });
    expect(decodeJwt(mcp_token)).not.toHaveProperty('exp');
    expect(me.status).toBe(200);
  });

  test.each([['alg'], ['b64']])('does not let the header name %s', async (name) => {
    const { send } = await openControl();

    expect(await send('POST', '/tokens', { user, header: { [name]: 'none' } })).toMatchObject({
      status: 400,
      body: { error: { field: 'header', message: 'header cannot name alg or b64.' } },
    });
  });
});

describe('DELETE /worlds/{name}', () => {
  test('ends a world; the default one stays', async () => {
    const { send } = await openControl();
    await send('POST', '/worlds', { name: 'mine' });

    expect(await send('DELETE', '/worlds/mine')).toEqual({ status: 200, body: { removed: 'mine' } });
    expect((await send('DELETE', '/worlds/mine')).status).toBe(404);
    expect((await send('GET', '/worlds/mine/clock')).status).toBe(404);
    expect((await send('DELETE', '/worlds/default')).status).toBe(400);
    expect((await send('GET', '/worlds')).body).toMatchObject({ worlds: [{ name: 'default' }] });
  });
});
