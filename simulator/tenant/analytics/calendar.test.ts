import { describe, expect, test } from 'vitest';
import { periodBefore, weekOf } from './calendar.ts';

describe('weekOf', () => {
  test.each([
    ['2026-11-22', '2026-W47'],
    ['2026-11-23', '2026-W48'],
    ['2027-01-03', '2026-W53'],
    ['2027-01-04', '2027-W01'],
    ['2024-12-30', '2025-W01'],
  ])('of %s is %s', (day, week) => {
    expect(weekOf(day)).toBe(week);
  });
});

describe('periodBefore', () => {
  test.each([
    ['previous_period', '2026-11-01', '2026-11-22', '2026-10-10', '2026-10-31'],
    ['previous_period', '2026-03-29', '2026-03-29', '2026-03-28', '2026-03-28'],
    ['previous_year', '2026-11-01', '2026-11-22', '2025-11-01', '2025-11-22'],
    ['previous_year', '2028-02-29', '2028-02-29', '2027-02-28', '2027-02-28'],
  ] as const)('%s of %s to %s is %s to %s', (kind, from, to, earlierFrom, earlierTo) => {
    expect(periodBefore({ from, to }, kind)).toEqual({ from: earlierFrom, to: earlierTo });
  });
});
