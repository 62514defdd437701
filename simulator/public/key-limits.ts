import { createRateLimit } from '../endpoints/rate-limit.ts';
import type { RateLimit } from '../endpoints/rate-limit.ts';
import type { NamedFunction } from './registry.ts';

/** @see developer.optimove.com, SendTransactionalMail */
const TRANSACTIONAL: RateLimit = { calls: 10, seconds: 1 };

/** Counts the calls of each key: those of transactional mail on their own. Without a limit nothing is counted. */
export function createKeyLimits(
  limit: RateLimit | undefined,
): (key: string, group: NamedFunction['limit']) => Promise<boolean> {
  const general = createRateLimit(limit);
  const transactional = createRateLimit(limit && TRANSACTIONAL);
  return async (key, group) => (await (group === undefined ? general : transactional)(key)) !== null;
}
