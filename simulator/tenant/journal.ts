import type { Clock, Journal, JournalEntry } from '../ports.ts';

/** A journal that keeps the newest `capacity` entries and counts the ones it had to drop. Numbers go on after `clear`. */
export function createJournal(clock: Clock, capacity = 10_000): Journal {
  const kept: JournalEntry[] = [];
  let lastSeq = 0;
  let evicted = 0;

  return {
    append(entry) {
      lastSeq += 1;
      kept.push({ seq: lastSeq, time: clock.now().toISOString(), ...entry });
      if (kept.length > capacity) {
        kept.shift();
        evicted += 1;
      }
    },
    read({ since = 0, effect, user, limit = capacity }) {
      const found = kept.filter(
        (entry) =>
          entry.seq > since &&
          (effect === undefined || entry.effect === effect) &&
          (user === undefined || entry.user_id === user),
      );
      const entries = found.slice(0, limit);
      const next = found.length > entries.length ? (entries.at(-1)?.seq ?? since) : lastSeq;
      return { entries, next, evicted };
    },
    clear() {
      kept.length = 0;
      evicted = 0;
    },
  };
}
