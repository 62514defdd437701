import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { Refusal } from './refusal.ts';

/** So many requests in so many seconds. */
export interface RateLimit {
  calls: number;
  seconds: number;
}

/**
 * Counts the requests of each user to the tenant API. A limit protects the machine, so it runs on the machine's time and not on the
 * world's clock.
 *
 * @see developer.optimove.com, "Understanding API rate limits": 50 requests in 10 seconds, then 429
 */
export function createRateLimit(limit: RateLimit | undefined): (userId: string) => Promise<Refusal | null> {
  if (limit === undefined) return () => Promise.resolve(null);
  const counter = new RateLimiterMemory({ points: limit.calls, duration: limit.seconds });
  return async (userId) => {
    try {
      await counter.consume(userId);
      return null;
    } catch (refusal) {
      if (!(refusal instanceof RateLimiterRes)) throw refusal;
      return rateLimited(Math.max(1, Math.ceil(refusal.msBeforeNext / 1000)));
    }
  };
}

/** @see RFC 6585, section 4 */
function rateLimited(seconds: number): Refusal {
  return new Refusal('rate_limited', `Too many requests of this user. Wait ${seconds} seconds, then go on.`, {
    details: { retry_after_seconds: seconds },
    headers: { 'retry-after': String(seconds) },
  });
}
