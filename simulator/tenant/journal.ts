import { z } from 'zod';
import { effectSchema } from '#contract/effects.ts';
import type { Clock, Journal, JournalEntry } from '../ports.ts';
import type { WorldState } from './state.ts';

const entitySchema = z.object({ type: z.string(), id: z.string() });

/** One entry as a file holds it. */
const entrySchema: z.ZodType<JournalEntry> = z.object({
  seq: z.int(),
  time: z.string(),
  via: z.enum(['api', 'public', 'console', 'clock']),
  endpoint: z.string(),
  method: z.string(),
  path: z.string(),
  effect: effectSchema,
  tenant_id: z.string().nullable(),
  user_id: z.string().nullable(),
  client_id: z.string().nullable(),
  scopes: z.array(z.string()),
  status: z.int(),
  mcp_request_id: z.string().exactOptional(),
  entity: entitySchema.exactOptional(),
  changes: z
    .array(
      entitySchema.extend({
        act: z.string(),
        from: z.string().exactOptional(),
        to: z.string().exactOptional(),
      }),
    )
    .exactOptional(),
  fault: z.array(z.string()).exactOptional(),
  messages: z.int().exactOptional(),
});

/** A journal that keeps the newest `capacity` entries and counts the ones it had to drop. Numbers go on after `clear`. */
export function createJournal(state: WorldState, clock: Clock, capacity = 10_000): Journal {
  const kept = state.table('journal', entrySchema);
  const counters = state.table('journal-counters', z.int());
  const count = (name: 'seq' | 'evicted'): number => counters.get(name) ?? 0;

  /** What came after an entry. Who follows the journal asks for the last few, which are found by their numbers. */
  function later(since: number): JournalEntry[] {
    const numbers = count('seq') - since;
    if (numbers >= kept.size) return [...kept.values()].filter(({ seq }) => seq > since);
    return Array.from({ length: Math.max(0, numbers) }, (_, at) => kept.get(String(since + 1 + at))).flatMap(
      (entry) => entry ?? [],
    );
  }

  return {
    append(entry) {
      const seq = count('seq') + 1;
      counters.set('seq', seq);
      kept.set(String(seq), { seq, time: clock.now().toISOString(), ...entry });
      const [oldest] = kept.entries();
      if (kept.size > capacity && oldest !== undefined) {
        kept.delete(oldest[0]);
        counters.set('evicted', count('evicted') + 1);
      }
    },
    read({ since = 0, limit = capacity, where = () => true }) {
      const found = later(since).filter(where);
      const entries = found.slice(0, limit);
      const next = found.length > entries.length ? (entries.at(-1)?.seq ?? since) : count('seq');
      return { entries, next, evicted: count('evicted') };
    },
    get first() {
      const [oldest] = kept.values();
      return oldest?.seq ?? count('seq') + 1;
    },
    watch: (listener) =>
      state.watch(({ table }) => {
        if (table === 'journal') listener();
      }),
    clear() {
      kept.clear();
      counters.set('evicted', 0);
    },
  };
}
