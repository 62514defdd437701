import type { Attempts, Attempt, Clock } from '../ports.ts';

const KEPT_MILLISECONDS = 24 * 3_600_000;

/**
 * The attempts that were named by an idempotency key and made something, for 24 hours of the world's clock; of more than
 * `capacity` the oldest are forgotten.
 */
export function createAttempts(clock: Clock, capacity = 10_000): Attempts {
  const kept = new Map<string, { attempt: Attempt; until: number }>();
  return {
    find(name) {
      const found = kept.get(name);
      return found !== undefined && clock.now().getTime() < found.until ? found.attempt : undefined;
    },
    remember(name, attempt) {
      kept.delete(name);
      kept.set(name, { attempt, until: clock.now().getTime() + KEPT_MILLISECONDS });
      if (kept.size > capacity) kept.delete(kept.keys().next().value ?? '');
    },
    clear: () => kept.clear(),
  };
}
