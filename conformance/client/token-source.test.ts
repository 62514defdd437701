import { beforeEach, describe, expect, test, vi } from 'vitest';
import { soundStack } from '../selftest/sound-connector.ts';
import { knock } from './raw-request.ts';
import { openConnector } from '../connector.ts';
import { tokenSource } from './token-source.ts';
import type { Fetch } from './wire.ts';

const HALF_A_LIFE_MS = 151_000;
const PERSON = { email: 'wide@alpha.test', password: 'open sesame' };

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['performance'] });
  return () => vi.useRealTimers();
});

/** A source at the sound connector, what its token requests ask for, and whether a token is taken. */
async function source({ lost = false } = {}) {
  const { target } = await soundStack();
  const grants: (string | null)[] = [];
  const fetch: Fetch = async (request) => {
    if (!request.url.endsWith('/token')) return target.fetch(request);
    const kind = new URLSearchParams(await request.clone().text()).get('grant_type');
    grants.push(kind);
    const answer = await target.fetch(request);
    if (lost && kind === 'refresh_token') throw new TypeError('fetch failed');
    return answer;
  };
  const connector = openConnector(target);
  const isTaken = async (token: string) => (await knock(connector, token)).status === 200;
  return { token: await tokenSource(PERSON, target.url, fetch), grants, isTaken };
}

describe('tokenSource', () => {
  test('renews once for all who ask at once', async () => {
    const { token, grants, isTaken } = await source();
    const first = await token();
    vi.advanceTimersByTime(HALF_A_LIFE_MS);

    const [one, ...others] = await Promise.all([token(), token(), token()]);

    expect(grants).toEqual(['authorization_code', 'refresh_token']);
    expect(one).not.toBe(first);
    expect(others).toEqual([one, one]);
    vi.advanceTimersByTime(HALF_A_LIFE_MS);
    expect(await isTaken(await token())).toBe(true);
  });

  test('signs in anew where the answer of a renewal is lost', async () => {
    const { token, grants, isTaken } = await source({ lost: true });
    vi.advanceTimersByTime(HALF_A_LIFE_MS);

    expect(await isTaken(await token())).toBe(true);
    expect(grants).toEqual(['authorization_code', 'refresh_token', 'authorization_code']);
  });
});
