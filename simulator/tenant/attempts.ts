import { z } from 'zod';
import { draftAnswerSchema } from '#contract/drafts.ts';
import type { Attempts, Attempt, Clock } from '../ports.ts';
import type { WorldState } from './state.ts';

const KEPT_MILLISECONDS = 24 * 3_600_000;

const attemptSchema: z.ZodType<Attempt> = z.object({
  body: z.string(),
  answer: draftAnswerSchema.omit({ replayed: true }),
});

/**
 * The attempts that were named by an idempotency key and made something, for 24 hours of the world's clock; of more than
 * `capacity` the oldest are forgotten.
 */
export function createAttempts(state: WorldState, clock: Clock, capacity = 10_000): Attempts {
  const kept = state.table('attempts', z.object({ attempt: attemptSchema, until: z.number() }));
  return {
    find(name) {
      const found = kept.get(name);
      return found !== undefined && clock.now().getTime() < found.until ? found.attempt : undefined;
    },
    remember(name, attempt) {
      kept.delete(name);
      kept.set(name, { attempt, until: clock.now().getTime() + KEPT_MILLISECONDS });
      const [oldest] = kept.entries();
      if (kept.size > capacity && oldest !== undefined) kept.delete(oldest[0]);
    },
    forget(drafts) {
      for (const [name, { attempt }] of kept.entries()) {
        if (drafts.has(attempt.answer.draft.id)) kept.delete(name);
      }
    },
    clear: () => kept.clear(),
  };
}
