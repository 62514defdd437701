import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { daysOf, weeksOf } from './dates.ts';

describe('the weeks of a period', () => {
  test('lie in it whole, begin on Mondays, and leave out six days at each end at most', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 3_000 }), fc.integer({ min: 13, max: 120 }), (start, length) => {
        const first = Temporal.PlainDate.from('2024-01-01').add({ days: start });
        const period = { from: first.toString(), to: first.add({ days: length }).toString() };
        const days = daysOf(period);
        const weeks = weeksOf(period).map((day) => days.indexOf(day));

        expect(
          days.filter((_, at) => weeks.includes(at)).map((day) => Temporal.PlainDate.from(day).dayOfWeek),
        ).toEqual(weeks.map(() => 1));
        expect(weeks).toEqual(weeks.map((_, at) => (weeks[0] ?? 0) + 7 * at));
        expect(weeks[0]).toBeLessThan(7);
        const left = days.length - (weeks.at(-1) ?? 0) - 7;
        expect(left >= 0 && left < 7).toBe(true);
      }),
    );
  });
});
