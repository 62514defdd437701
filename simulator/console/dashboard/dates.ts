import type { Period } from '../../tenant/analytics/calendar.ts';

const short = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', timeZone: 'UTC' });
const long = new Intl.DateTimeFormat('en-GB', {
  weekday: 'short',
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  timeZone: 'UTC',
});

/** `25 Aug` */
export function shortDay(day: string): string {
  return short.format(new Date(day));
}

/** `Tue 25 Aug 2026` */
export function longDay(day: string): string {
  return long.format(new Date(day)).replace(',', '');
}

/** Every day of a period. */
export function daysOf({ from, to }: Period): string[] {
  const first = Temporal.PlainDate.from(from);
  const { days } = first.until(Temporal.PlainDate.from(to));
  return Array.from({ length: days + 1 }, (_, at) => first.add({ days: at }).toString());
}

/** The Mondays of the weeks that lie in a period whole: a rate of two days would look like a fall or a rise. */
export function weeksOf(period: Period): string[] {
  const last = Temporal.PlainDate.from(period.to);
  return daysOf(period).filter((day) => {
    const date = Temporal.PlainDate.from(day);
    return date.dayOfWeek === 1 && Temporal.PlainDate.compare(date.add({ days: 6 }), last) <= 0;
  });
}
