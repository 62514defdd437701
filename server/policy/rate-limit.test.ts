import { describe, expect, test } from 'vitest';
import { createRateLimiter } from './rate-limit.ts';

async function outcomes(limiter: ReturnType<typeof createRateLimiter>, users: string[]): Promise<boolean[]> {
  const results = await Promise.all(users.map((user) => limiter(user)));
  return results.map((result) => result.ok);
}

describe('createRateLimiter', () => {
  test('lets a user make as many calls as the limit says and refuses the next', async () => {
    const limiter = createRateLimiter({ calls: 3, seconds: 10 });

    expect(await outcomes(limiter, ['u-1', 'u-1', 'u-1', 'u-1'])).toEqual([true, true, true, false]);
  });

  test('says how many seconds are left of the window, never less than one nor more than all', async () => {
    const limiter = createRateLimiter({ calls: 1, seconds: 10 });
    await limiter('u-1');

    const refused = await limiter('u-1');

    expect(refused).toMatchObject({ ok: false, failure: { code: 'rate_limited' } });
    const seconds =
      !refused.ok && refused.failure.code === 'rate_limited' ? refused.failure.retry_after_seconds : 0;
    expect(seconds).toBeGreaterThan(5);
    expect(seconds).toBeLessThanOrEqual(10);
  });

  test('does not hold the calls of one user against another', async () => {
    const limiter = createRateLimiter({ calls: 1, seconds: 10 });

    expect(await outcomes(limiter, ['u-1', 'u-1', 'u-2'])).toEqual([true, false, true]);
  });

  test('counts nothing without a limit', async () => {
    const limiter = createRateLimiter(undefined);

    expect(
      await outcomes(
        limiter,
        Array.from({ length: 200 }, () => 'u-1'),
      ),
    ).not.toContain(false);
  });
});
