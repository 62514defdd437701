import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Effect } from '#contract/effects.ts';
import type { JournalEntry } from '../ports.ts';
import { createClock } from './clock.ts';
import { createJournal } from './journal.ts';
import { createWorldState } from './state.ts';

function entry(user: string, effect: Effect = 'read') {
  return {
    via: 'api' as const,
    endpoint: 'e',
    method: 'GET',
    path: '/',
    effect,
    tenant_id: null,
    user_id: user,
    client_id: null,
    scopes: [],
    status: 200,
  };
}
const isAnn = ({ user_id }: JournalEntry) => user_id === 'ann';
const clock = createClock(new Date('2026-01-01T00:00:00Z'), () => 0);

describe('journal', () => {
  test('numbers entries and stamps them with the time of the world', () => {
    const journal = createJournal(createWorldState(), clock);
    journal.append(entry('ann'));
    journal.append(entry('bob'));

    expect(journal.read({}).entries).toMatchObject([
      { seq: 1, time: '2026-01-01T00:00:00.000Z', user_id: 'ann' },
      { seq: 2, user_id: 'bob' },
    ]);
  });

  test('gives the entries after a number, or those that one asks for', () => {
    const journal = createJournal(createWorldState(), clock);
    for (const user of ['ann', 'bob', 'ann']) journal.append(entry(user));
    const seqs = (filter: Parameters<typeof journal.read>[0]) =>
      journal.read(filter).entries.map(({ seq }) => seq);

    expect(seqs({ where: isAnn })).toEqual([1, 3]);
    expect(seqs({ since: 1 })).toEqual([2, 3]);
    expect(seqs({ since: 1, where: isAnn })).toEqual([3]);
    expect(seqs({ where: isAnn, limit: 1 })).toEqual([1]);
  });

  test('for any number, gives what came after it, and nothing where nothing did', () => {
    fc.assert(
      fc.property(fc.nat(12), fc.integer({ min: 1, max: 8 }), fc.nat(20), (written, capacity, since) => {
        const journal = createJournal(createWorldState(), clock, capacity);
        for (let at = 0; at < written; at += 1) journal.append(entry('ann'));
        const all = journal.read({}).entries;

        expect(journal.read({ since }).entries).toEqual(all.filter(({ seq }) => seq > since));
      }),
    );
  });

  test('knows the oldest entry that it still has', () => {
    const journal = createJournal(createWorldState(), clock, 2);
    const firsts = [journal.first];
    for (const user of ['ann', 'bob', 'ann']) {
      journal.append(entry(user));
      firsts.push(journal.first);
    }
    journal.clear();

    expect([...firsts, journal.first]).toEqual([1, 1, 1, 2, 4]);
  });

  test('keeps numbering after it was cleared, so that a reader misses nothing', () => {
    const journal = createJournal(createWorldState(), clock);
    journal.append(entry('ann'));
    journal.clear();
    journal.append(entry('ann'));

    expect(journal.read({ since: 1 })).toMatchObject({ entries: [{ seq: 2 }], next: 2, evicted: 0 });
  });

  test('for any capacity and page size, reading on from `next` gives the newest entries once each', () => {
    fc.assert(
      fc.property(
        fc.nat(40),
        fc.integer({ min: 1, max: 20 }),
        fc.integer({ min: 1, max: 50 }),
        (count, capacity, limit) => {
          const journal = createJournal(createWorldState(), clock, capacity);
          for (let index = 0; index < count; index += 1) journal.append(entry('ann'));

          const seen: number[] = [];
          let since = 0;
          for (
            let page = journal.read({ since, limit });
            page.entries.length > 0;
            page = journal.read({ since, limit })
          ) {
            seen.push(...page.entries.map(({ seq }) => seq));
            since = page.next;
          }

          const all = Array.from({ length: count }, (_, index) => index + 1);
          expect(seen).toEqual(all.slice(-capacity));
          expect(journal.read({}).evicted).toBe(Math.max(0, count - capacity));
        },
      ),
    );
  });
});
