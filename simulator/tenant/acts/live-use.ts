import type { Collections } from '#fixtures/world-data.ts';
import type { Scene } from './define.ts';
import { mentionsOf } from './mentions.ts';
import { userWords } from './remove.ts';

/** Statuses in which something sends to customers, or will by itself. */
const LIVE: ReadonlySet<string> = new Set(['scheduled', 'processing', 'running', 'armed', 'active']);

/** Why something may not be put away: what needs it is live. */
export function liveUse(record: Collections[keyof Collections], { world, tenant }: Scene): string | null {
  const users = mentionsOf(world, tenant, record).filter(
    ({ needs, status }) => needs && status !== null && LIVE.has(status),
  );
  return users.length === 0 ? null : `It is in use by ${userWords(users)}. Stop or change that first.`;
}
