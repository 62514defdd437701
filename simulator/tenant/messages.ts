import { z } from 'zod';
import { channelKindSchema } from '#contract/entities/entity.ts';
import type { Messages, SentMessage } from '../ports.ts';
import type { WorldState } from './state.ts';

const messageSchema: z.ZodType<SentMessage> = z.object({
  seq: z.int(),
  time: z.string(),
  tenant_id: z.string(),
  user_id: z.string().nullable(),
  client_id: z.string().nullable(),
  endpoint: z.string(),
  channel: channelKindSchema,
  entity: z.object({ type: z.string(), id: z.string() }),
  recipients: z.int(),
});

/** The outbox of a world: nothing leaves it. It keeps the newest `capacity` messages and counts the ones it had to drop. */
export function createMessages(state: WorldState, capacity = 10_000): Messages {
  const kept = state.table('messages', messageSchema);
  /** The number of the newest, as long as nobody else wrote. */
  let last = { version: -1, seq: 0 };
  const newest = (): number =>
    last.version === kept.version ? last.seq : ([...kept.values()].at(-1)?.seq ?? 0);
  return {
    add(message) {
      const seq = newest() + 1;
      kept.set(String(seq), { seq, ...message });
      const [oldest] = kept.entries();
      if (kept.size > capacity && oldest !== undefined) kept.delete(oldest[0]);
      last = { version: kept.version, seq };
    },
    all: () => [...kept.values()],
    get evicted() {
      const [first] = kept.values();
      return first === undefined ? 0 : first.seq - 1;
    },
    clear: () => kept.clear(),
  };
}
