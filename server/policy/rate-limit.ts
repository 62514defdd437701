import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import type { ToolFailure } from '../ports.ts';
import { fail, ok, type Result } from '../result.ts';

/** So many calls in so many seconds. */
export interface RateLimit {
  calls: number;
  seconds: number;
}

export type RateLimiter = (userId: string) => Promise<Result<void, ToolFailure>>;

/**
 * Counts the tool calls of each user, whichever tokens and MCP clients they come through; the failure says how long to wait.
 * Without a limit nothing is counted.
 *
 * @see Optimove MCP Connector, "Limits and constraints"
 */
export function createRateLimiter(limit: RateLimit | undefined): RateLimiter {
  if (limit === undefined) return () => Promise.resolve(ok(undefined));
  const counter = new RateLimiterMemory({ points: limit.calls, duration: limit.seconds });
  return async (userId) => {
    try {
      await counter.consume(userId);
      return ok(undefined);
    } catch (refusal) {
      if (!(refusal instanceof RateLimiterRes)) throw refusal;
      return fail({
        code: 'rate_limited',
        retry_after_seconds: Math.max(1, Math.ceil(refusal.msBeforeNext / 1000)),
      });
    }
  };
}
