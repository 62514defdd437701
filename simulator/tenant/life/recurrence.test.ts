import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { nextAfter } from './recurrence.ts';

const DAY = 86_400_000;
const starts_at = '2026-03-27T08:00:00.000Z';
const start = Date.parse(starts_at);

function schedule(recurrence: string, ends_at: string | null = null) {
  return { kind: 'recurring', starts_at, ends_at, recurrence, time_zone: 'Europe/Malta' } as const;
}

function rounds(recurrence: string, count: number): string[] {
  const found: string[] = [];
  for (let at: number | null = start; at !== null && found.length < count;) {
    at = nextAfter(schedule(recurrence), at);
    if (at !== null) found.push(new Date(at).toISOString());
  }
  return found;
}

describe('nextAfter', () => {
  test.each([
    ['daily', ['2026-03-28T08:00:00.000Z', '2026-03-29T07:00:00.000Z']],
    ['weekly on Friday', ['2026-04-03T07:00:00.000Z', '2026-04-10T07:00:00.000Z']],
    ['every two weeks on Friday', ['2026-04-10T07:00:00.000Z', '2026-04-24T07:00:00.000Z']],
    ['every 30 days', ['2026-04-26T07:00:00.000Z', '2026-05-26T07:00:00.000Z']],
    ['every day', ['2026-03-28T08:00:00.000Z', '2026-03-29T07:00:00.000Z']],
    ['monthly', ['2026-04-27T07:00:00.000Z', '2026-05-27T07:00:00.000Z']],
    ['every blue moon', []],
    ['every 0 days', []],
  ])('%s keeps the time of the tenant’s day', (recurrence, expected) => {
    expect(rounds(recurrence, 2)).toEqual(expected);
  });

  test('knows no next round after the end, nor of what does not recur', () => {
    const ending = schedule('daily', '2026-03-28T08:00:00.000Z');
    expect(nextAfter(ending, start)).toBe(start + DAY);
    expect(nextAfter(ending, start + DAY)).toBeNull();
    expect(nextAfter({ ...schedule('daily'), kind: 'one_time' }, start)).toBeNull();
    expect(nextAfter(null, start)).toBeNull();
  });

  test('is always later, and misses no round', () => {
    const recurrence = fc.constantFrom('daily', 'weekly', 'monthly', 'every two weeks', 'every 3 days');
    fc.assert(
      fc.property(recurrence, fc.integer({ min: -DAY, max: 900 * DAY }), (words, elapsed) => {
        const at = start + elapsed;
        const next = nextAfter(schedule(words), at) ?? Number.NaN;
        expect(next).toBeGreaterThan(at);
        expect(nextAfter(schedule(words), next - 1)).toBe(next);
        const between = nextAfter(schedule(words), Math.floor((at + next) / 2));
        expect(between).toBe(next);
      }),
    );
  });
});
