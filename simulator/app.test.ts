import { describe, expect, test } from 'vitest';
import { createSimulator, type Simulator } from './app.ts';

const EMAIL = 'marketer@lumenplay.example';

async function statusOfMe(simulator: Simulator, token: string): Promise<number> {
  const response = await simulator.fetch('/api/v1/me', { headers: { authorization: `Bearer ${token}` } });
  return response.status;
}

function tell(simulator: Simulator, path: string, body: object): Promise<Response> {
  return simulator.control.fetch(path, { method: 'POST', body: JSON.stringify(body) });
}

describe('createSimulator', () => {
  test('needs no option, and gives the same answer for the same seed and clock', async () => {
    const answers = await Promise.all(
      [1, 2].map(async () => {
        const simulator = await createSimulator({ seed: 3, clock: '2026-06-15T12:00:00Z' });
        await tell(simulator, '/clock', { to: '2026-06-15T12:00:00Z', frozen: true });
        const authorization = `Bearer ${await simulator.tokenFor(EMAIL)}`;
        const response = await simulator.fetch('/api/v1/tenants/lumenplay/campaigns', {
          headers: { authorization },
        });
        return response.text();
      }),
    );

    expect(answers[0]).toContain('"items":[{');
    expect(answers[1]).toBe(answers[0]);
  });

  test.each([
    [{ clock: 'yesterday' }, 'Option clock'],
    [{ seed: 1.5 }, 'Option seed'],
    [{ origin: 'http://localhost:4320/' }, 'Option origin: must be an origin'],
  ])('says in one line what is wrong with %j', async (options, words) => {
    await expect(createSimulator(options)).rejects.toThrow(words);
  });

  test('listens on any free port when told nothing else', async () => {
    const simulator = await createSimulator();
    const { url, controlUrl, close } = await simulator.listen();
    const { status } = await fetch(`${url}/api/v1/me`);
    await close();

    expect([status, controlUrl]).toEqual([401, null]);
  });
});

describe('close', () => {
  test('is no bug of what it breaks off', async () => {
    const bugs: unknown[] = [];
    const simulator = await createSimulator({ onBug: (bug) => void bugs.push(bug) });
    const body = new URLSearchParams({ grant_type: 'refresh_token', refresh_token: 'r', client_id: 'c' });
    const running = [
      simulator.fetch('/oauth/token', { method: 'POST', body }),
      tell(simulator, '/tokens', { user: EMAIL }),
      statusOfMe(simulator, await simulator.tokenFor(EMAIL)),
    ];
    simulator.close();
    await Promise.allSettled(running);

    expect(bugs).toEqual([]);
  });
});

describe('tokenFor', () => {
  test('gives a token whose user, application and scopes are in the journal', async () => {
    const simulator = await createSimulator();

    expect(await statusOfMe(simulator, await simulator.tokenFor(EMAIL))).toBe(200);
    expect(simulator.world.journal.read({}).entries).toMatchObject([
      { user_id: 'u-1002', client_id: 'developer', scopes: ['api:read', 'api:drafts'] },
    ]);
  });

  test.each([
    ['its grant is revoked', '/grants/revoke', { user: EMAIL }],
    ['its application is revoked', '/grants/revoke', { user: EMAIL, client_id: 'developer' }],
    ['its user is disabled', `/users/${EMAIL}`, { disabled: true }],
    ['a day of the world has passed', '/clock', { advance: 'P1D' }],
    ['the grants are reset', '/reset', { what: ['grants'] }],
  ])('gives a token that ends when %s', async (_, path, body) => {
    const simulator = await createSimulator();
    const token = await simulator.tokenFor(EMAIL);
    await tell(simulator, path, body);

    expect(await statusOfMe(simulator, token)).toBe(401);
  });

  test('gives a new token that works after the old one was revoked', async () => {
    const simulator = await createSimulator();
    await simulator.tokenFor(EMAIL);
    await tell(simulator, '/grants/revoke', { user: EMAIL });

    expect(await statusOfMe(simulator, await simulator.tokenFor(EMAIL))).toBe(200);
  });

  test('gives a token for nothing but the tenant API of this simulator', async () => {
    const [one, other] = [await createSimulator(), await createSimulator()];
    const token = await one.tokenFor(EMAIL);

    expect(await statusOfMe(other, token)).toBe(401);
  });

  test.each(['nobody@lumenplay.example', 'disabled@lumenplay.example'])('refuses %s', async (email) => {
    const simulator = await createSimulator();

    await expect(simulator.tokenFor(email)).rejects.toThrow(email);
    expect((await tell(simulator, '/tokens', { user: email })).status).toBe(400);
  });

  test('is there as a call of the control API', async () => {
    const simulator = await createSimulator();
    const response = await tell(simulator, '/tokens', { user: EMAIL });
    const answer: unknown = await response.json();

    expect(answer).toMatchObject({ api: 'http://localhost:4320/api/v1', user: { email: EMAIL } });
  });
});
